import { boxHeader, type BoxHeader } from './box-header.js';

/** ISO/IEC 14496-12, 4.2; `start` and `end` are those of its contents. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Of one box: a picture of 100 megapixels in the smallest tiles that phones use has under a thousand parts. */
const MAX_BOXES = 8192;

/** The box whose header is at `at` in the file; undefined if it is none. */
export function boxOf(header: BoxHeader | undefined, at: number, parentEnd: number): Box | undefined {
  if (header === undefined) return undefined;
  const { type, headerBytes, bytes = parentEnd - at } = header;
  return bytes < headerBytes ? undefined : { type, start: at + headerBytes, end: at + bytes };
}

/** All boxes between two places of a buffer; undefined where something else stands among them. */
export function boxesIn(bytes: Buffer, start: number, end: number): Box[] | undefined {
  const boxes: Box[] = [];
  for (let at = start; at < end;) {
    const box = boxOf(boxHeader(bytes, at, Math.min(end, bytes.length)), at, end);
    if (box === undefined || box.end > end || boxes.length === MAX_BOXES) return undefined;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}
