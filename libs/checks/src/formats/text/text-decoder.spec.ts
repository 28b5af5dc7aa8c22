import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodingOf, StrictDecoder, type DecoderOptions } from './text-decoder.js';

const CODES = ['malformed', 'type-mismatch', 'truncated'];

const decode = (...slices: Uint8Array[]): string => decodeAs({}, slices);

function decodeAs(options: DecoderOptions, slices: readonly Uint8Array[]): string {
  const decoder = new StrictDecoder(encodingOf(Buffer.concat(slices)), options);
  let all = '';
  for (const slice of slices) {
    const text = decoder.write(slice);
    if (typeof text !== 'string') return text.code;
    all += text;
  }
  const rest = decoder.finish();
  return typeof rest === 'string' ? all + rest : rest.code;
}
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('text', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from('grün 😀\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffgrün 😀\n')],
    ['UTF-16, little end first', Buffer.from('\ufeffgrün 😀\n', 'utf16le')],
    ['UTF-16, big end first', swapped('\ufeffgrün 😀\n')],
  ])('is %s', (_, bytes) => {
    expect(decode(bytes)).toBe('grün 😀\n');
    expect(decode(...[...bytes].map((byte) => Uint8Array.of(byte)))).toBe('grün 😀\n');
  });

  it.each<[string, string, Buffer]>([
    ['Latin-1', 'malformed', Buffer.from('grün ', 'latin1')],
    ['an overlong form', 'malformed', Buffer.from([0xc0, 0xaf])],
    ['a surrogate', 'malformed', Buffer.from([0xed, 0xa0, 0x80])],
    ['half a pair in UTF-16', 'malformed', Buffer.from('\ufeff\ud800a', 'utf16le')],
    ['a NUL', 'type-mismatch', Buffer.from('a\0b')],
    ['UTF-16 without a byte order mark', 'type-mismatch', Buffer.from('ab', 'utf16le')],
    ['UTF-32', 'type-mismatch', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
    ['an escape sequence', 'type-mismatch', Buffer.from('\x1b[2J')],
    ['a character that is cut', 'truncated', Buffer.from('ü').subarray(0, 1)],
    ['an odd byte in UTF-16', 'truncated', Buffer.from('\ufeffab', 'utf16le').subarray(0, 5)],
  ])('is not %s', (_, code, bytes) => {
    expect(decode(bytes)).toBe(code);
  });

  it('is the same however it is cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.uint8Array({ maxLength: 4 }),
        fc.nat(30),
        (text, noise, at) => {
          const bytes = Buffer.concat([Buffer.from(text), noise]);
          const [whole, cut] = [decode(bytes), decode(bytes.subarray(0, at), bytes.subarray(at))];
          // Of two reasons to refuse it, either may come first.
          expect(CODES.includes(whole) ? CODES.includes(cut) : cut).toBe(CODES.includes(whole) || whole);
        },
      ),
    );
  });

  it('is the same however it is cut, in colours and in Windows-1252 too', () => {
    const options = { mayBeColoured: true, mayBeWindows1252: true };
    const text = fc.array(
      fc.constantFrom('a', 'é', '\x80', '\x81', '€', '😀', '\xc3\xbc', '\x1b', '[', '31', 'm', '\x1b[1m'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(text, fc.boolean(), fc.nat(30), fc.nat(30), (pieces, isLatin, at, to) => {
        const bytes = Buffer.from(pieces.join(''), isLatin ? 'latin1' : 'utf8');
        const [first, last] = [Math.min(at, to), Math.max(at, to)];
        const cuts = [bytes.subarray(0, first), bytes.subarray(first, last), bytes.subarray(last)];
        const [whole, cut] = [decodeAs(options, [bytes]), decodeAs(options, cuts)];
        expect(CODES.includes(whole) ? CODES.includes(cut) : cut).toBe(CODES.includes(whole) || whole);
      }),
      { numRuns: 2000 },
    );
  });
});
