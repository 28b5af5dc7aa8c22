import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_OBJECT_NUMBER } from './limits.js';
import { ObjectNumbers } from './object-numbers.js';

const setOf = (numbers: readonly number[]): ObjectNumbers => {
  const set = new ObjectNumbers();
  for (const number of numbers) set.add(number);
  return set;
};

describe('ObjectNumbers', () => {
  it('meets another set if they share a number', () => {
    const numbers = fc.array(
      fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: MAX_OBJECT_NUMBER })),
    );
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        expect(setOf(one).meets(setOf(other))).toBe(one.some((number) => other.includes(number)));
      }),
    );
  });

  it.each([0, -1, 1.5, NaN, Infinity, MAX_OBJECT_NUMBER + 1])('takes %p for any number', (number) => {
    expect([setOf([number]).meets(setOf([7])), setOf([7]).meets(setOf([number]))]).toEqual([true, true]);
  });

  it('meets nothing while it is empty', () => {
    expect([setOf([]).meets(setOf([0])), setOf([0]).meets(setOf([]))]).toEqual([false, false]);
  });
});
