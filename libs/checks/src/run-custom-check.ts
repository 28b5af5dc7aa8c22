import { AirlockError } from '#core';
import { BudgetExceeded } from './budget-exceeded.js';
import type { CheckResult } from './check.js';
import type { CustomCheck, CustomSubject } from './custom-check.js';

const DEFAULT_TIMEOUT_MILLISECONDS = 30_000;

/** Somebody else's code: held to a time, and its failures told apart from the object's. */
export async function runCustomCheck(
  check: CustomCheck,
  subject: CustomSubject,
  signal: AbortSignal,
): Promise<CheckResult> {
  const timeout = AbortSignal.timeout(check.timeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS);
  const either = AbortSignal.any([signal, timeout]);
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, rejectAborted) => {
    abort = () => rejectAborted(either.reason as Error);
    either.addEventListener('abort', abort, { once: true });
  });
  try {
    const { reject, warnings } = await Promise.race([check.inspect(subject, either), aborted]);
    return {
      warnings,
      ...(reject === undefined ? {} : { rejection: { code: `custom:${check.name}`, detail: reject } }),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted)
      return { rejection: { code: 'unverifiable', detail: `custom check ${check.name} timed out` } };
    if (error instanceof AirlockError || error instanceof BudgetExceeded) throw error;
    // Anybody can upload what a check cannot cope with, so only by its code is a failure more than this object's.
    const code = isOutage(error) ? 'dependency-unavailable' : 'undecidable';
    throw new AirlockError(code, `custom check ${check.name} failed: ${messageOf(error)}`, { cause: error });
  } finally {
    either.removeEventListener('abort', abort);
  }
}

/** By its code alone: the module of a check may lie where it cannot import our class. */
const isOutage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'dependency-unavailable';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
