import { setTimeout as pause } from 'node:timers/promises';

const POLL_MILLISECONDS = 100;

/** Waits until `probe` gives something. A condition that never holds fails the test, not the run. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined> | T | undefined,
  patienceMilliseconds = 150_000,
): Promise<T> {
  const deadline = Date.now() + patienceMilliseconds;
  while (Date.now() < deadline) {
    const found = await probe();
    if (found !== undefined) return found;
    await pause(POLL_MILLISECONDS);
  }
  throw new Error(`gave up waiting for ${what}`);
}
