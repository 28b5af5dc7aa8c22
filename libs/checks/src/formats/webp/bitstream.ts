import type { Area } from '../image/area.js';

export const BITSTREAM_HEADER_BYTES = 10;
/** RFC 6386, 9.1: a key frame, the only kind that an image has. */
const VP8_START_CODE = Buffer.from([0x9d, 0x01, 0x2a]);
/** RFC 9649, 3.4. */
const VP8L_SIGNATURE = 0x2f;

export const isBitstream = (type: string): boolean => type === 'VP8 ' || type === 'VP8L';

/** The size that the pixels themselves say; undefined if they do not begin as pixels do. */
export function bitstreamSize(type: string, start: Buffer): Area | undefined {
  if (type === 'VP8 ') {
    if (start.length < 10 || (start[0]! & 1) !== 0 || !start.subarray(3, 6).equals(VP8_START_CODE))
      return undefined;
    return { width: start.readUInt16LE(6) & 0x3fff, height: start.readUInt16LE(8) & 0x3fff };
  }
  if (start.length < 5 || start[0] !== VP8L_SIGNATURE) return undefined;
  const bits = start.readUInt32LE(1);
  if (bits >>> 29 !== 0) return undefined;
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}
