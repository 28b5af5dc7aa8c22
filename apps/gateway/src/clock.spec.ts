import { describe, expect, it } from '@jest/globals';
import { Clock } from './clock.js';

describe('Clock', () => {
  it('wakes whoever is told to stop, without an error', async () => {
    const stop = new AbortController();
    const slept = new Clock().sleep(60_000, stop.signal);
    stop.abort();
    await expect(slept).resolves.toBeUndefined();
  });

  it('does not fall asleep after that', async () => {
    await expect(new Clock().sleep(60_000, AbortSignal.abort())).resolves.toBeUndefined();
  });
});
