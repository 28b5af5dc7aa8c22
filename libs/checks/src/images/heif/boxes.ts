/** ISO/IEC 14496-12, 4.2; `start` and `end` are those of its contents. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Of one box: a picture of 100 megapixels in the smallest tiles that phones use has under a thousand parts. */
const MAX_BOXES = 8192;
const SHORT_HEADER_BYTES = 8;
export const LONG_HEADER_BYTES = 16;

/** The box whose header is at the start of `header` and at `at` in the file; undefined if it is none. */
export function boxAt(header: Buffer, at: number, parentEnd: number): Box | undefined {
  if (header.length < SHORT_HEADER_BYTES) return undefined;
  const short = header.readUInt32BE(0);
  const type = header.toString('latin1', 4, 8);
  if (short === 0) return { type, start: at + SHORT_HEADER_BYTES, end: parentEnd };
  if (short !== 1)
    return short < SHORT_HEADER_BYTES ? undefined : { type, start: at + SHORT_HEADER_BYTES, end: at + short };
  if (header.length < LONG_HEADER_BYTES) return undefined;
  // Past 2^53 it is the size of nothing, and compares as out of bounds.
  const bytes = header.readUInt32BE(8) * 0x1_0000_0000 + header.readUInt32BE(12);
  return bytes < LONG_HEADER_BYTES ? undefined : { type, start: at + LONG_HEADER_BYTES, end: at + bytes };
}

/** All boxes between two places of a buffer; undefined where something else stands among them. */
export function boxesIn(bytes: Buffer, start: number, end: number): Box[] | undefined {
  const boxes: Box[] = [];
  for (let at = start; at < end;) {
    const box = boxAt(bytes.subarray(at, Math.min(end, at + LONG_HEADER_BYTES)), at, end);
    if (box === undefined || box.end > end || boxes.length === MAX_BOXES) return undefined;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}
