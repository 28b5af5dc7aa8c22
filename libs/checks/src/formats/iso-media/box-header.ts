/** ISO/IEC 14496-12, 4.2: what stands before the contents of a box. */
export interface BoxHeader {
  readonly type: string;
  readonly headerBytes: number;
  /** From the size field to the end of the box; `undefined`: up to the end of what it stands in. A claim, smaller than the header even. */
  readonly bytes: number | undefined;
}

const SHORT_HEADER_BYTES = 8;
/** With a size of 64 bits behind the type. */
export const LONG_HEADER_BYTES = 16;

/** The header at `at`; undefined where the bytes, or those up to `end`, end within it. */
export function boxHeader(bytes: Buffer, at = 0, end = bytes.length): BoxHeader | undefined {
  if (end - at < SHORT_HEADER_BYTES) return undefined;
  // There may be thousands in a row, and toString costs more for so few bytes.
  const type = String.fromCharCode(bytes[at + 4]!, bytes[at + 5]!, bytes[at + 6]!, bytes[at + 7]!);
  const short = bytes.readUInt32BE(at);
  if (short !== 1) return { type, headerBytes: SHORT_HEADER_BYTES, bytes: short === 0 ? undefined : short };
  if (end - at < LONG_HEADER_BYTES) return undefined;
  // Past 2^53 it is the size of nothing, and compares as out of bounds.
  return { type, headerBytes: LONG_HEADER_BYTES, bytes: Number(bytes.readBigUInt64BE(at + 8)) };
}
