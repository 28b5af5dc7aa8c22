export interface Backoff {
  readonly firstSeconds: number;
  readonly maxSeconds: number;
}

/** Beyond this the doubling has passed every limit SQS knows (12 h), and `2 ** n` stays a number. */
const MAX_DOUBLINGS = 20;

/**
 * Doubles from `first` up to `max`; half of it is random, so that messages that failed together do not come back
 * together, and never less than half, so that a wait is a wait.
 */
export function doubling(attempt: number, first: number, max: number, random = Math.random): number {
  const full = Math.min(max, first * 2 ** Math.min(attempt - 1, MAX_DOUBLINGS));
  return full / 2 + (full / 2) * random();
}

/** How long a message stays out of sight after its nth receive failed: whole seconds, as SQS wants them. */
export function backoffSeconds(
  receiveCount: number,
  { firstSeconds, maxSeconds }: Backoff,
  random = Math.random,
): number {
  return Math.round(doubling(receiveCount, firstSeconds, maxSeconds, random));
}
