import { expect, it } from '@jest/globals';
import { maxWaiting } from './max-waiting.js';

it.each([
  [1, 0],
  [2, 0],
  [3, 0],
  [4, 1],
  [5, 1],
  [10, 4],
  [256, 127],
])('leaves of %d slots half to objects that need not wait: %d may', (concurrency, waiting) => {
  expect(maxWaiting(concurrency)).toBe(waiting);
  if (concurrency > 1) expect(waiting + 1).toBeLessThanOrEqual(concurrency / 2);
});
