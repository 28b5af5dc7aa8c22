import { crcOf } from '../media/crc.js';

/** RFC 9639, 9.1.8 and 9.3. */
const crc8 = crcOf(8, 0x07);
export const crc16 = crcOf(16, 0x8005);
/** RFC 9639, 9.1: synchronisation, codes, a number of 1 to 7 bytes, a block size, a sample rate, a CRC. */
export const MAX_HEADER_BYTES = 16;

/** True where the header of a frame begins: told by its CRC, so hardly ever by accident. */
export function isFrameHeader(bytes: Buffer, at: number): boolean {
  if (at + 6 > bytes.length || bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xfe) !== 0xf8) return false;
  const blockSize = (bytes[at + 2] ?? 0) >> 4;
  const sampleRate = (bytes[at + 2] ?? 0) & 15;
  const channels = (bytes[at + 3] ?? 0) >> 4;
  if (blockSize === 0 || sampleRate === 15 || channels > 10 || ((bytes[at + 3] ?? 0) & 1) !== 0) return false;
  const ones = Math.clz32(~((bytes[at + 4] ?? 0) << 24));
  if (ones === 1 || ones > 7) return false;
  const afterNumber = at + 4 + Math.max(1, ones);
  const blockSizeBytes = blockSize === 6 ? 1 : blockSize === 7 ? 2 : 0;
  const sampleRateBytes = sampleRate === 12 ? 1 : sampleRate === 13 || sampleRate === 14 ? 2 : 0;
  const end = afterNumber + blockSizeBytes + sampleRateBytes;
  return end < bytes.length && crc8(bytes.subarray(at, end)) === bytes[end];
}
