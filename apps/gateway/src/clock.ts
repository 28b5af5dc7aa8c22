import { setTimeout as pause } from 'node:timers/promises';

/** Time, as a dependency: what waits and what expires can be told what time it is. */
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Ends early, and without an error, when the signal does. */
  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    await pause(milliseconds, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
