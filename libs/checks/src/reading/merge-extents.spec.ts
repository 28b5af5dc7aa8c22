import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergeExtents, type Extent } from './merge-extents.js';

const MIB = 1024 * 1024;
const extent = (start: number, length: number): Extent => ({ start, end: start + length });
const extents = fc.array(
  fc
    .tuple(fc.nat(100 * MIB), fc.integer({ min: 1, max: MIB }))
    .map(([start, length]) => extent(start, length)),
);

describe('mergeExtents', () => {
  it('leaves what lies far apart', () => {
    const apart = [extent(0, 10), extent(MIB, 10), extent(5 * MIB, 10)];
    expect(mergeExtents(apart, 3)).toEqual(apart);
  });

  it('joins what lies near each other', () => {
    expect(mergeExtents([extent(100, 10), extent(0, 10)], 9)).toEqual([extent(0, 110)]);
  });

  it('closes the narrowest gaps first', () => {
    const merged = mergeExtents([extent(0, 10), extent(MIB, 10), extent(5 * MIB, 10)], 2);
    expect(merged).toEqual([extent(0, MIB + 10), extent(5 * MIB, 10)]);
  });

  it('covers every extent, in order, without overlap, in no more pieces than allowed', () => {
    fc.assert(
      fc.property(extents, fc.integer({ min: 1, max: 8 }), (wanted, max) => {
        const merged = mergeExtents(wanted, max);
        expect(merged.length).toBeLessThanOrEqual(max);
        for (const { start, end } of wanted)
          expect(merged.some((piece) => piece.start <= start && end <= piece.end)).toBe(true);
        merged.slice(1).forEach(({ start }, i) => expect(start).toBeGreaterThan(merged[i]?.end ?? Infinity));
      }),
    );
  });
});
