import { setTimeout as pause } from 'node:timers/promises';
import { Clock } from '#core';

/** The time of this machine. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    await pause(milliseconds, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
