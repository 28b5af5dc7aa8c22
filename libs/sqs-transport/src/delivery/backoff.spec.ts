import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffSeconds } from './backoff.js';

const backoffs = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 43_000 }))
  .map(([firstSeconds, more]) => ({ firstSeconds, maxSeconds: firstSeconds + more }));
const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoffSeconds', () => {
  it('is a whole number of seconds, at most the maximum and at least half of what the doubling says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        backoffs,
        randoms,
        (receiveCount, backoff, random) => {
          const seconds = backoffSeconds(receiveCount, backoff, () => random);
          const full = Math.min(backoff.maxSeconds, backoff.firstSeconds * 2 ** (receiveCount - 1));
          expect(Number.isInteger(seconds)).toBe(true);
          expect(seconds).toBeLessThanOrEqual(Math.ceil(full));
          expect(seconds).toBeGreaterThanOrEqual(Math.floor(full / 2));
        },
      ),
    );
  });

  it('never shrinks from one receive to the next, luck being equal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), backoffs, randoms, (receiveCount, backoff, random) => {
        const next = backoffSeconds(receiveCount + 1, backoff, () => random);
        expect(next).toBeGreaterThanOrEqual(backoffSeconds(receiveCount, backoff, () => random));
      }),
    );
  });

  it('doubles from 2 s to 15 min', () => {
    const longest = [1, 2, 3, 8, 9, 10, 12].map((receiveCount) =>
      backoffSeconds(receiveCount, { firstSeconds: 2, maxSeconds: 900 }, () => 0.9999),
    );
    expect(longest).toEqual([2, 4, 8, 256, 512, 900, 900]);
  });
});
