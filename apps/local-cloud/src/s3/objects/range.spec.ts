import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRange } from './range.js';

const size = fc.integer({ min: 1, max: 2 ** 40 });

describe('parseRange', () => {
  it('gives an interval inside the object, or says why not', () => {
    const edge = fc.oneof(fc.constant(''), fc.nat(), fc.bigInt({ min: 0n, max: 10n ** 20n }));
    fc.assert(
      fc.property(edge, edge, fc.nat(), (first, last, bytes) => {
        const range = parseRange(`bytes=${first}-${last}`, bytes);
        if (range === undefined || range === 'unsatisfiable') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThan(bytes);
      }),
    );
  });

  it('gives what was asked for when all of it is there', () => {
    fc.assert(
      fc.property(
        size.chain((bytes) => fc.tuple(fc.constant(bytes), fc.nat(bytes - 1), fc.nat(bytes - 1))),
        ([bytes, a, b]) => {
          const [start, end] = [Math.min(a, b), Math.max(a, b)];
          expect(parseRange(`bytes=${start}-${end}`, bytes)).toEqual({ start, end });
        },
      ),
    );
  });

  it('gives as many of the last bytes as there are', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 2 ** 41 }), (bytes, length) => {
        expect(parseRange(`bytes=-${length}`, bytes)).toEqual({
          start: Math.max(0, bytes - length),
          end: bytes - 1,
        });
      }),
    );
  });

  it.each([
    ['bytes=10-', 10],
    ['bytes=10-20', 10],
    ['bytes=-0', 10],
    ['bytes=0-', 0],
    ['bytes=0-0', 0],
  ])('finds %s of %d bytes unsatisfiable', (header, bytes) => {
    expect(parseRange(header, bytes)).toBe('unsatisfiable');
  });

  it.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=3-2',
    'bytes=0-1,3-4',
    'bytes= 0-1',
    'lines=0-1',
    'bytes=a-b',
    'bytes=-1-2',
  ])('gives the whole object for %j', (header) => {
    expect(parseRange(header, 10)).toBeUndefined();
  });

  it('gives an empty object whole for a suffix', () => {
    expect(parseRange('bytes=-5', 0)).toBeUndefined();
  });
});
