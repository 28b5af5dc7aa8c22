import { describe, expect, it } from '@jest/globals';
import { SystemClock } from './system-clock.js';

describe('SystemClock', () => {
  it('wakes whoever is told to stop, without an error', async () => {
    const stop = new AbortController();
    const slept = new SystemClock().sleep(60_000, stop.signal);
    stop.abort();
    await expect(slept).resolves.toBeUndefined();
  });

  it('does not fall asleep after that', async () => {
    await expect(new SystemClock().sleep(60_000, AbortSignal.abort())).resolves.toBeUndefined();
  });
});
