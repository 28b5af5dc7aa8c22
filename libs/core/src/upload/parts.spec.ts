import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  cutOf,
  MAX_MULTIPART_BYTES,
  MAX_PARTS,
  MAX_PUT_BYTES,
  MIN_PART_BYTES,
  MULTIPART_FROM_BYTES,
  partBytesOf,
  partCountOf,
} from './parts.js';

const MIB = 1024 * 1024;

describe('cutting an object into parts', () => {
  it('gives parts that S3 takes, and that are the object together', () => {
    fc.assert(
      fc.property(fc.integer({ min: MULTIPART_FROM_BYTES, max: MAX_MULTIPART_BYTES }), (size) => {
        const cut = cutOf(size);
        const count = partCountOf(cut);
        const parts = Array.from({ length: count }, (_, index) => partBytesOf(cut, index + 1));
        expect(count).toBeLessThanOrEqual(MAX_PARTS);
        expect(parts.reduce((sum, bytes) => sum + bytes, 0)).toBe(size);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(1);
        expect(Math.min(MAX_PUT_BYTES, ...parts.slice(0, -1))).toBeGreaterThanOrEqual(MIN_PART_BYTES);
        expect(Math.max(...parts)).toBeLessThanOrEqual(MAX_PUT_BYTES);
      }),
    );
  });

  it.each([
    [MULTIPART_FROM_BYTES, 8 * MIB, 1],
    [8000 * MIB, 8 * MIB, 1000],
    [8000 * MIB + 1, 16 * MIB, 501],
    [MAX_MULTIPART_BYTES, 64 * MIB, 800],
  ])('of %d bytes takes parts of %d, %d of them', (size, partSize, count) => {
    const cut = cutOf(size);
    expect(cut).toEqual({ size, partSize });
    expect(partCountOf(cut)).toBe(count);
  });

  it.each([0, MIN_PART_BYTES, MAX_MULTIPART_BYTES + 1, MULTIPART_FROM_BYTES + 0.5, Number.NaN])(
    'refuses %d bytes',
    (size) => {
      expect(() => cutOf(size)).toThrow(RangeError);
    },
  );

  it.each([0, 3, 1.5, Number.NaN])('has no part %d of two', (number) => {
    expect(() => partBytesOf(cutOf(9 * MIB), number)).toThrow(RangeError);
  });
});
