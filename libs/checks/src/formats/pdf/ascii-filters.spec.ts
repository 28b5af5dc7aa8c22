import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setImmediate } from 'node:timers/promises';
import { Memory } from '../../reading/memory/memory.js';
import { enoughMemory, GenerousLender } from '../../reading/memory/spec-support/lender.js';
import { Pace } from '../../reading/pace.js';
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

const pace = (): Pace => new Pace(new AbortController().signal);
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const encodeHex = (bytes: Buffer): string => `${bytes.toString('hex').split('').join(' ')}\n>`;

describe.each([
  ['decodeAscii85', decodeAscii85, encodeAscii85],
  ['decodeAsciiHex', decodeAsciiHex, encodeHex],
] as const)('%s', (_, decode, encode) => {
  it('gives back what was encoded, where that is allowed to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (bytes) => {
        const encoded = latin1(encode(Buffer.from(bytes)));
        expect(await decode(encoded, bytes.length, pace(), enoughMemory())).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('is too large one byte further, and allocates no more than is allowed', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (bytes) => {
        fc.pre(bytes.length > 0);
        const encoded = latin1(encode(Buffer.from(bytes)));
        expect(await decode(encoded, bytes.length - 1, pace(), enoughMemory())).toBe('too-large');
      }),
    );
    const lender = new GenerousLender();
    const encoded = latin1(encode(Buffer.alloc(64 * 1024)));
    const decoded = (await decode(encoded, 65_536, pace(), new Memory(lender))) as Buffer;
    expect(decoded.buffer.byteLength).toBeLessThanOrEqual(65_536);
    expect(lender.lentBytes).toBe(decoded.buffer.byteLength);
  });

  it('gives the other objects their turn', async () => {
    let turns = 0;
    let isDone = false;
    const others = (async () => {
      for (; !isDone; turns++) await setImmediate();
    })();
    const four = encode(Buffer.from('four'));
    const encoded = latin1(four.slice(0, -2).repeat(256 * 1024) + four.slice(-2));
    await decode(encoded, 1024 * 1024, pace(), enoughMemory());
    isDone = true;
    await others;
    expect(turns).toBeGreaterThanOrEqual(4);
  });
});

describe('decodeAscii85', () => {
  it.each(['!!!!!', '!!\x7f!!~>', 'uuuuu~>', 'uuuu~>', '!z!!!~>', '!~>', ''])('refuses %j', async (text) => {
    expect(await decodeAscii85(latin1(text), 100, pace(), enoughMemory())).toBe('damaged');
  });
});

describe('decodeAsciiHex', () => {
  it('takes a missing last digit for 0', async () => {
    expect(await decodeAsciiHex(latin1('414>'), 100, pace(), enoughMemory())).toEqual(Buffer.from('A@'));
  });

  it.each(['41', '4x>', ''])('refuses %j', async (text) => {
    expect(await decodeAsciiHex(latin1(text), 100, pace(), enoughMemory())).toBe('damaged');
  });
});
