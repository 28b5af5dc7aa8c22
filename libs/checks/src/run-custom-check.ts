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
    throw new AirlockError('dependency-unavailable', `custom check ${check.name} failed`, { cause: error });
  } finally {
    either.removeEventListener('abort', abort);
  }
}
