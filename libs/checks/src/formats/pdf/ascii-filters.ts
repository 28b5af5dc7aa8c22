import type { Memory } from '../../reading/memory/memory.js';
import type { Pace } from '../../reading/pace.js';
import { CHARACTER_CLASS, hexValue, WHITE_SPACE } from './characters.js';
import type { Decoded } from './decoded.js';

/** Looked at between two looks at the clock. */
const BYTES_BETWEEN_BREATHS = 4 * 1024;

const HEX_END = 0x3e;
const BASE85_FIRST = 0x21;
const BASE85_LAST = 0x75;
const BASE85_ZEROS = 0x7a;
const BASE85_END = 0x7e;
const MAX_GROUP = 0xffff_ffff;

/** ISO 32000-2, 7.4.2. Damaged is anything but hexadecimal digits up to the `>` that must be there. */
export async function decodeAsciiHex(
  encoded: Buffer,
  maxBytes: number,
  pace: Pace,
  memory: Memory,
): Promise<Decoded> {
  const decoded = await allocate(Math.min(maxBytes, Math.ceil(encoded.length / 2)), memory);
  let written = 0;
  let high = NaN;
  for (let at = 0; at < encoded.length; at += 1) {
    if (at % BYTES_BETWEEN_BREATHS === 0) await pace.breathe(BYTES_BETWEEN_BREATHS);
    const byte = encoded[at] ?? 0;
    if (CHARACTER_CLASS[byte] === WHITE_SPACE) continue;
    const isEnd = byte === HEX_END;
    if (isEnd && isNaN(high)) return decoded.subarray(0, written);
    const value = isEnd ? 0 : hexValue(byte);
    if (value < 0) return 'damaged';
    if (isNaN(high)) {
      high = value;
      continue;
    }
    if (written === decoded.length) return 'too-large';
    decoded[written] = high * 16 + value;
    written += 1;
    high = NaN;
    if (isEnd) return decoded.subarray(0, written);
  }
  return 'damaged';
}

/** 7.4.3. Damaged is anything that is not base 85 up to the `~>` that must be there. A `z` is four bytes. */
export async function decodeAscii85(
  encoded: Buffer,
  maxBytes: number,
  pace: Pace,
  memory: Memory,
): Promise<Decoded> {
  const decoded = await allocate(Math.min(maxBytes, encoded.length * 4), memory);
  let written = 0;
  let digits = 0;
  let group = 0;
  for (let at = 0; at < encoded.length; at += 1) {
    if (at % BYTES_BETWEEN_BREATHS === 0) await pace.breathe(BYTES_BETWEEN_BREATHS);
    const byte = encoded[at] ?? 0;
    if (CHARACTER_CLASS[byte] === WHITE_SPACE) continue;
    const isEnd = byte === BASE85_END;
    if (isEnd && digits === 0) return decoded.subarray(0, written);
    if (isEnd && digits === 1) return 'damaged';
    const bytes = isEnd ? digits - 1 : 4;
    if (byte === BASE85_ZEROS && digits === 0) digits = 5;
    else if (isEnd) for (; digits < 5; digits += 1) group = group * 85 + 84;
    else if (byte < BASE85_FIRST || byte > BASE85_LAST) return 'damaged';
    else {
      group = group * 85 + byte - BASE85_FIRST;
      digits += 1;
    }
    if (digits < 5) continue;
    if (group > MAX_GROUP) return 'damaged';
    if (written + bytes > decoded.length) return 'too-large';
    decoded.writeUIntBE(Math.floor(group / 256 ** (4 - bytes)), written, bytes);
    written += bytes;
    if (isEnd) return decoded.subarray(0, written);
    digits = 0;
    group = 0;
  }
  return 'damaged';
}

async function allocate(bytes: number, memory: Memory): Promise<Buffer> {
  await memory.take(bytes);
  return Buffer.allocUnsafe(bytes);
}
