import { setTimeout as pause } from 'node:timers/promises';
import { statusOf } from '../failure.js';

const MAX_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 50;

/** S3 answers 409 to a conditional request that met another one on the same key: nothing was done, so it is tried again. */
export async function againOnConflict<T>(attempt: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (statusOf(error) !== 409 || attempts === MAX_ATTEMPTS) throw error;
      await pause(Math.random() * FIRST_PAUSE_MS * 2 ** attempts, undefined, { signal });
    }
  }
}
