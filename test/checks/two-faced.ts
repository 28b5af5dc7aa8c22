import { inflateRawSync } from 'node:zlib';

const HEADERS = Array.from({ length: 65_536 }, (_, value) => value).filter(
  (value) => ((value >> 8) & 0x0f) === 8 && value % 31 === 0 && (value & 0x20) === 0,
);
const BEGINS = '1 0\n(';
const ENDS = ')\n';
const LAST_BLOCK = Buffer.from([1, 0, 0, 0xff, 0xff]);
const LENGTHS_BYTES = 4;
const isHeader = (value: number): boolean => HEADERS.includes(value);
const stored = (length: number): Buffer => Buffer.from(Uint16Array.of(length, ~length).buffer);
const xor = (one: Buffer, other: Buffer): Buffer =>
  Buffer.from(one.map((byte, at) => byte ^ (other[at] ?? 0)));

/**
 * Bytes that are an object stream in deflate under both of two key streams: to one a string, to the other a text. Of the
 * few pairs of key streams for which there are such; undefined for all others.
 */
export function twoFaced(one: Buffer, other: Buffer, text: string): Buffer | undefined {
  const between = xor(one, other);
  const header = HEADERS.find((value) => isHeader(value ^ between.readUInt16BE(0)));
  // To one a stored block begins, to the other one of fixed codes.
  if (header === undefined || ((between[2] ?? 0) & 7) !== 2) return undefined;
  for (let zeros = 1; zeros < 8; zeros += 1) {
    const hidden = Buffer.concat([Buffer.alloc(zeros), stored(text.length), Buffer.from(text)]);
    const start = 3 + LENGTHS_BYTES + BEGINS.length;
    const noise = xor(hidden, between.subarray(start));
    if (/[()\\\r]/.test(noise.toString('latin1'))) continue;
    const content = Buffer.concat([Buffer.from(BEGINS), noise, Buffer.from(ENDS)]);
    const first = Buffer.from([header >> 8, header & 0xff, 0]);
    const face = Buffer.concat([first, stored(content.length), content, LAST_BLOCK]);
    if (inflated(xor(face, between).subarray(2, start + hidden.length)).endsWith(text)) return xor(face, one);
  }
  return undefined;
}

/** As far as it goes. */
function inflated(bytes: Buffer): string {
  try {
    return inflateRawSync(bytes, { finishFlush: 2 }).toString('latin1');
  } catch {
    return '';
  }
}
