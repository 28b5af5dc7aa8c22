import { describe, expect, it } from '@jest/globals';
import { retryAfterSeconds } from './gateway.js';
import { delayMilliseconds } from './retry.js';

describe('the delay before the next attempt', () => {
  it('doubles at most, has a cap, and is any part of that', () => {
    expect([1, 2, 3, 9].map((failed) => delayMilliseconds(failed, 500, 0, 1))).toEqual([
      500, 1000, 2000, 20_000,
    ]);
    expect(delayMilliseconds(3, 500, 0, 0.25)).toBe(500);
  });

  it('is never shorter than what the server asks for', () => {
    expect(delayMilliseconds(1, 500, 7, 0)).toBe(7000);
  });
});

describe('Retry-After', () => {
  it('is a number of seconds or a date', () => {
    expect(retryAfterSeconds('7')).toBe(7);
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    expect(retryAfterSeconds(inAMinute)).toBeGreaterThan(55);
    expect(retryAfterSeconds('Thu, 01 Jan 1970 00:00:00 GMT')).toBe(0);
    expect(retryAfterSeconds('soon')).toBeUndefined();
    expect(retryAfterSeconds(null)).toBeUndefined();
  });
});
