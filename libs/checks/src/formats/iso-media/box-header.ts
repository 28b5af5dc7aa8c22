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

/** Undefined where the bytes end within it. */
export function boxHeader(bytes: Buffer): BoxHeader | undefined {
  if (bytes.length < SHORT_HEADER_BYTES) return undefined;
  const type = bytes.toString('latin1', 4, 8);
  const short = bytes.readUInt32BE(0);
  if (short !== 1) return { type, headerBytes: SHORT_HEADER_BYTES, bytes: short === 0 ? undefined : short };
  if (bytes.length < LONG_HEADER_BYTES) return undefined;
  // Past 2^53 it is the size of nothing, and compares as out of bounds.
  return { type, headerBytes: LONG_HEADER_BYTES, bytes: Number(bytes.readBigUInt64BE(8)) };
}
