import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeMetadata, encodeMetadata, MAX_METADATA_BYTES, metadataProblem } from './metadata.js';

const key = fc.stringMatching(/^[a-z0-9-]{1,32}$/);
const value = fc.string({ unit: 'grapheme', maxLength: 40 });
const metadata = fc
  .dictionary(key, value, { maxKeys: 16 })
  .filter((candidate) => metadataProblem(candidate) === undefined);

describe('metadata', () => {
  it('comes back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(
        metadata,
        (given) => void expect(decodeMetadata(encodeMetadata(given))).toEqual({ ...given }),
      ),
    );
  });

  it('travels as ASCII', () => {
    fc.assert(fc.property(metadata, (given) => /^[\x21-\x7e]*$/.test(encodeMetadata(given))));
  });

  it('is never decoded from what the encoder does not write, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (encoded) => {
        const decoded = decodeMetadata(encoded);
        expect(decoded === undefined || metadataProblem(decoded) === undefined).toBe(true);
      }),
    );
  });

  it.each(['a', 'a=b=c', 'a=1&a=2', 'a=%', 'A=1', '=1', '&'])('does not decode %j', (encoded) => {
    expect(decodeMetadata(encoded)).toBeUndefined();
  });

  it.each([
    ['a key with capitals', { Order: '1' }, 'a-z'],
    ['an empty key', { '': '1' }, 'a-z'],
    [
      'a key that would pollute a prototype',
      JSON.parse('{"__proto__":"x"}') as Record<string, string>,
      'a-z',
    ],
    ['a line break', { order: '1\r\nx-evil: 1' }, 'control'],
    ['half a surrogate pair', { order: '\ud800' }, 'control'],
    ['a number', { order: 1 as unknown as string }, 'string'],
    ['17 keys', Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`k${n}`, ''])), '16 keys'],
    ['a byte too many', { k: 'x'.repeat(MAX_METADATA_BYTES - 1) }, '768'],
    ['what grows too large when encoded', { k: '€'.repeat(90) }, '768'],
  ])('refuses %s', (_, given, problem) => {
    expect(metadataProblem(given)).toContain(problem);
  });

  it('may have as many keys as the limit', () => {
    const given = Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`k${n}`, '']));
    expect(metadataProblem(given)).toBeUndefined();
    expect(decodeMetadata(encodeMetadata(given))).toEqual(given);
  });

  it('may be empty, and have empty values', () => {
    expect(decodeMetadata('')).toEqual({});
    expect(decodeMetadata('a=&b=')).toEqual({ a: '', b: '' });
  });

  it('may be as large as the limit', () => {
    expect(metadataProblem({ k: 'x'.repeat(MAX_METADATA_BYTES - 2) })).toBeUndefined();
  });
});
