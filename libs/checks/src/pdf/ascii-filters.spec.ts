import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeAscii85, decodeAsciiHex } from './ascii-filters.js';

/** ISO 32000-2, 7.4.3, the other way round. */
function encodeAscii85(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const group = Buffer.alloc(4);
    const length = bytes.copy(group, 0, at, at + 4);
    let value = group.readUInt32BE();
    let digits = '';
    for (let digit = 0; digit < 5; digit += 1) {
      digits = String.fromCharCode((value % 85) + 33) + digits;
      value = Math.floor(value / 85);
    }
    text += length === 4 && digits === '!!!!!' ? 'z' : digits.slice(0, length + 1);
  }
  return `${text}~>`;
}

const bytes = fc.oneof(
  fc.uint8Array(),
  fc.array(fc.constantFrom(0, 255)).map((list) => Uint8Array.from(list)),
);

describe('decodeAscii85', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(bytes, (bytes) => {
        expect(decodeAscii85(Buffer.from(encodeAscii85(Buffer.from(bytes))))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it.each(['!!!!!', '!!\x7f!!~>', 'uuuuu~>', '!z!!!~>', '!~>', ''])('refuses %j', (text) => {
    expect(decodeAscii85(Buffer.from(text, 'latin1'))).toBeUndefined();
  });
});

describe('decodeAsciiHex', () => {
  it('gives back what was encoded, between blanks', () => {
    fc.assert(
      fc.property(bytes, (bytes) => {
        const text = `${Buffer.from(bytes).toString('hex').split('').join(' ')}\n>`;
        expect(decodeAsciiHex(Buffer.from(text))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('takes a missing last digit for 0', () => {
    expect(decodeAsciiHex(Buffer.from('414>'))).toEqual(Buffer.from('A@'));
  });

  it.each(['41', '4x>', ''])('refuses %j', (text) => {
    expect(decodeAsciiHex(Buffer.from(text))).toBeUndefined();
  });
});
