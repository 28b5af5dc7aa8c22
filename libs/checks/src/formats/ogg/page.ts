import { crcOf } from '../media/crc.js';

/** RFC 3533, 6. */
const crc32 = crcOf(32, 0x04c11db7);
const CAPTURE = 'OggS';
const HEADER_BYTES = 27;
const CRC_AT = 22;
/** A header, a table of 255 segments, and 255 bytes in each. */
export const MAX_PAGE_BYTES = HEADER_BYTES + 255 + 255 * 255;

export interface Page {
  readonly bytes: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly serial: number;
  /** Zero on pages of headers, -1 where no packet ends. RFC 3533, 6. */
  readonly granule: bigint;
  /** The lengths of its segments: a packet ends with the first below 255. */
  readonly lacing: Buffer;
  readonly content: Buffer;
}

/** `cut` if the buffer ends within the page, undefined if none begins there or its CRC is another. */
export function pageAt(bytes: Buffer, at: number): Page | 'cut' | undefined {
  const start = bytes.toString('latin1', at, at + CAPTURE.length);
  if (at >= bytes.length || !CAPTURE.startsWith(start)) return undefined;
  if (at + HEADER_BYTES > bytes.length) return 'cut';
  if (bytes[at + 4] !== 0) return undefined;
  const segments = bytes.readUInt8(at + 26);
  const contentStart = at + HEADER_BYTES + segments;
  if (contentStart > bytes.length) return 'cut';
  const end = bytes
    .subarray(at + HEADER_BYTES, contentStart)
    .reduce((sum, length) => sum + length, contentStart);
  if (end > bytes.length) return 'cut';
  const crc = crc32(
    bytes.subarray(at + CRC_AT + 4, end),
    crc32(Buffer.alloc(4), crc32(bytes.subarray(at, at + CRC_AT))),
  );
  if (crc !== bytes.readUInt32LE(at + CRC_AT)) return undefined;
  const flags = bytes.readUInt8(at + 5);
  return {
    bytes: end - at,
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    serial: bytes.readUInt32LE(at + 14),
    granule: bytes.readBigInt64LE(at + 6),
    lacing: bytes.subarray(at + HEADER_BYTES, contentStart),
    content: bytes.subarray(contentStart, end),
  };
}
