import { doubling } from '../delivery/backoff.js';
import { sleep } from '../time.js';

const FIRST_PAUSE_MILLISECONDS = 1000;
const MAX_PAUSE_MILLISECONDS = 30_000;

/** The wait after the nth failure in a row: at least half of 1 s doubling to 30 s, so that no failure becomes a busy loop. */
export function pause(failures: number, signal: AbortSignal): Promise<void> {
  return sleep(doubling(failures, FIRST_PAUSE_MILLISECONDS, MAX_PAUSE_MILLISECONDS), signal);
}
