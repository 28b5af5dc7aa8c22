import { isRejection, reject, type Rejection } from '#core';
import type { Subject } from '../../inspection/check.js';
import { oncePerObject } from '../../inspection/check.js';
import { type RangeCursor, withCursor } from '../../reading/range-cursor.js';
import { trailing } from '../media/end.js';
import { peekBox, type PeekedBox } from '../iso-media/peek-box.js';
import { readHeader } from './movie-header.js';

/** A fragment a second for days. */
const MAX_BOXES = 1_000_000;
/**
 * What stands outside of all others (ISO/IEC 14496-12, 23009-1; QuickTime File Format). Cameras have boxes of their
 * own, so another is fine where it fits.
 */
const TOP_LEVEL = new Set(
  'ftyp styp moov moof mdat mfra free skip wide pnot PICT sidx ssix prft emsg meta uuid pdin udta'.split(' '),
);

/** What the boxes of a movie say. */
export interface Movie {
  /** Of the first box, the major one first; none in an old QuickTime file. */
  readonly brands: readonly string[];
  readonly handlers: readonly string[];
}

/** ISO/IEC 14496-12: box follows box to the end of the object, with one movie header. Skips over the recording itself. */
export const movie = oncePerObject((subject: Subject): Promise<Movie | Rejection> =>
  withCursor(subject, 0, (cursor) => walk(subject, cursor)),
);

async function walk(subject: Subject, cursor: RangeCursor): Promise<Movie | Rejection> {
  let brands: readonly string[] = [];
  let handlers: readonly string[] | undefined;
  let hasContent = false;
  for (let boxes = 0; cursor.left > 0; boxes++) {
    if (boxes > MAX_BOXES) return reject('unverifiable', `The recording has more than ${MAX_BOXES} boxes.`);
    const start = cursor.position;
    const isPadding = boxes > 0 && (await cursor.peek(8)).every((byte) => byte === 0);
    const box = isPadding ? undefined : await peekBox(cursor, cursor.end);
    const isForeign = box === undefined || isRejection(box) || !TOP_LEVEL.has(box.type);
    if (isForeign && (box === undefined || isRejection(box) || box.bytes > cursor.left)) {
      const rejection = boxes === 0 ? undefined : await trailing(subject, start);
      if (rejection !== undefined) return box !== undefined && isTruncated(box) ? box : rejection;
      if (boxes === 0) return reject('type-mismatch', 'The recording does not begin with a box.');
      break;
    }
    if (box.bytes > cursor.left) return reject('truncated', 'The recording ends within a box.');
    if (box.type === 'ftyp') {
      if (boxes > 0) return reject('malformed', 'The recording names its type twice.');
      brands = brandsOf(await cursor.peek(Math.min(box.bytes, MAX_TYPE_BYTES)), box.headerBytes);
    } else if (box.type === 'moov') {
      if (handlers !== undefined) return reject('malformed', 'The recording has two movie headers.');
      const header = await readHeader(cursor, box);
      if (isRejection(header)) return header;
      handlers = header.handlers;
    } else if (box.type === 'mdat' || box.type === 'moof') hasContent = true;
    cursor.skip(start + box.bytes - cursor.position);
  }
  if (handlers === undefined) return reject('truncated', 'The recording has no movie header.');
  return hasContent
    ? { brands, handlers }
    : reject('truncated', 'The recording has a movie header but no recording.');
}

const isTruncated = (box: PeekedBox | Rejection): box is Rejection =>
  isRejection(box) && box.code === 'truncated';

const MAX_TYPE_BYTES = 4096;

/** 4.3: the major brand, its version, and the compatible ones. */
function brandsOf(box: Buffer, headerBytes: number): string[] {
  const brands = [box.toString('latin1', headerBytes, headerBytes + 4)];
  for (let at = headerBytes + 8; at + 4 <= box.length; at += 4)
    brands.push(box.toString('latin1', at, at + 4));
  return brands;
}
