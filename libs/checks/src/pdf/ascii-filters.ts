import { CHARACTER_CLASS, hexValue, WHITE_SPACE } from './characters.js';

const HEX_END = 0x3e;
const BASE85_FIRST = 0x21;
const BASE85_LAST = 0x75;
const BASE85_ZEROS = 0x7a;
const BASE85_END = 0x7e;

/** ISO 32000-2, 7.4.2. Undefined for anything but hexadecimal digits up to the `>` that must be there. */
export function decodeAsciiHex(encoded: Buffer): Buffer | undefined {
  const decoded = Buffer.allocUnsafe(encoded.length);
  let digits = 0;
  let high = 0;
  for (const byte of encoded) {
    if (CHARACTER_CLASS[byte] === WHITE_SPACE) continue;
    const isEnd = byte === HEX_END;
    const value = isEnd ? 0 : hexValue(byte);
    if (value < 0) return undefined;
    if (digits % 2 === 1) decoded[digits >> 1] = high * 16 + value;
    if (isEnd) return decoded.subarray(0, (digits + 1) >> 1);
    high = value;
    digits += 1;
  }
  return undefined;
}

/** 7.4.3. Undefined for anything that is not base 85 up to the `~>` that must be there. */
export function decodeAscii85(encoded: Buffer): Buffer | undefined {
  const decoded = Buffer.allocUnsafe(encoded.length * 4);
  let written = 0;
  let group: number[] = [];
  for (const byte of encoded) {
    if (CHARACTER_CLASS[byte] === WHITE_SPACE) continue;
    if (byte === BASE85_END) {
      if (group.length === 1) return undefined;
      const bytes = group.length === 0 ? 0 : group.length - 1;
      while (group.length > 0 && group.length < 5) group.push(84);
      return writeGroup(decoded, written, group) ? decoded.subarray(0, written + bytes) : undefined;
    }
    if (byte === BASE85_ZEROS && group.length === 0) group = [0, 0, 0, 0, 0];
    else if (byte < BASE85_FIRST || byte > BASE85_LAST) return undefined;
    else group.push(byte - BASE85_FIRST);
    if (group.length < 5) continue;
    if (!writeGroup(decoded, written, group)) return undefined;
    written += 4;
    group = [];
  }
  return undefined;
}

function writeGroup(decoded: Buffer, at: number, group: readonly number[]): boolean {
  if (group.length === 0) return true;
  const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
  if (value > 0xffff_ffff) return false;
  decoded.writeUInt32BE(value, at);
  return true;
}
