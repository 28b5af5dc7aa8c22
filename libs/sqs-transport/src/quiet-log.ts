import type { LoggerService } from '@nestjs/common';
import { framesOf, reasonOf } from './exceptions/reason.js';

/**
 * The log of a loop that must outlive its logger: whatever the logger throws is dropped. What is logged of an error is
 * its bounded, escaped reason; never a message's body.
 */
export class QuietLog {
  constructor(private readonly logger: LoggerService) {}

  log(text: string): void {
    this.attempt(() => void this.logger.log(text));
  }

  warn(text: string, error?: unknown): void {
    this.attempt(() => void this.logger.warn(withReason(text, error)));
  }

  error(text: string, error: unknown): void {
    this.attempt(() => void this.logger.error(withReason(text, error), framesOf(error)));
  }

  /** Calls somebody else's code; what it throws or rejects with is logged and goes no further. */
  guard(what: string, call: () => unknown): void {
    const settled = (async () => void (await call()))();
    settled.catch((error: unknown) => this.error(`${what} failed`, error));
  }

  private attempt(write: () => void): void {
    try {
      write();
    } catch {
      // There is nobody left to tell.
    }
  }
}

const withReason = (text: string, error: unknown): string =>
  error === undefined ? text : `${text}: ${reasonOf(error)}`;
