import { AirlockError } from '#core';
import { BudgetExceeded } from '../reading/budget-exceeded.js';
import type { CheckResult } from './check.js';
import type { CustomCheck, CustomSubject } from '#custom-check';

const DEFAULT_TIMEOUT_MILLISECONDS = 30_000;
/** Without an answer in between: then it is what the check needs that is away, and not these objects. */
const MAX_FAILURES_IN_A_ROW = 5;

/** Somebody else's code: held to a time, and its failures told apart from the object's. One for all objects. */
export class CustomCheckRunner {
  private failuresInARow = 0;

  constructor(readonly check: CustomCheck) {}

  async run(subject: CustomSubject, signal: AbortSignal): Promise<CheckResult> {
    const { name, timeoutMilliseconds = DEFAULT_TIMEOUT_MILLISECONDS } = this.check;
    const timeout = AbortSignal.timeout(timeoutMilliseconds);
    const either = AbortSignal.any([signal, timeout]);
    let abort = (): void => undefined;
    const aborted = new Promise<never>((_, rejectAborted) => {
      abort = () => rejectAborted(either.reason as Error);
      either.addEventListener('abort', abort, { once: true });
    });
    try {
      const { reject, warnings } = await Promise.race([this.check.inspect(subject, either), aborted]);
      this.failuresInARow = 0;
      return {
        warnings,
        ...(reject === undefined ? {} : { rejection: { code: `custom:${name}`, detail: reject } }),
      };
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.aborted)
        return { rejection: { code: 'unverifiable', detail: `custom check ${name} timed out` } };
      if (error instanceof AirlockError || error instanceof BudgetExceeded) throw error;
      throw this.failure(error);
    } finally {
      either.removeEventListener('abort', abort);
    }
  }

  /**
   * Anybody can upload what a check cannot cope with, so a failure is this object's trouble, unless its code says more
   * or nothing else has come through for a while.
   */
  private failure(error: unknown): AirlockError {
    this.failuresInARow += 1;
    const isOutage = saysOutage(error) || this.failuresInARow > MAX_FAILURES_IN_A_ROW;
    return new AirlockError(
      isOutage ? 'dependency-unavailable' : 'undecidable',
      `custom check ${this.check.name} failed: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/** By its code alone: the module of a check may lie where it cannot import our class. */
const saysOutage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'dependency-unavailable';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
