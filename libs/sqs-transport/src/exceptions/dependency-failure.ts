import type { QuietLog } from '../quiet-log.js';
import { isRefusal } from './refusal.js';

/** The user's predicate, made safe: it may throw, and a refusal is the message's doing, not a dependency's. */
export function dependencyFailures(
  isDependencyFailure: (error: unknown) => boolean,
  log: QuietLog,
): (error: unknown) => boolean {
  return (error) => {
    try {
      return !isRefusal(error) && isDependencyFailure(error);
    } catch (cause) {
      log.error('isDependencyFailure failed', cause);
      return false;
    }
  };
}
