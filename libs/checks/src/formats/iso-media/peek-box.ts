import { reject, type Rejection } from '#core';
import type { RangeCursor } from '../../reading/range-cursor.js';
import { boxHeader, LONG_HEADER_BYTES } from './box-header.js';

/** ISO/IEC 14496-12, 4.2: one box, from its size field to its end. */
export interface PeekedBox {
  readonly type: string;
  readonly headerBytes: number;
  readonly bytes: number;
}

/** Four letters, as `mp4ra.org` registers them; Apple's begin with a copyright sign. */
const TYPE = /^[\x20-\x7e\xa9]{4}$/;

/** The box that begins where the cursor is, which does not move. */
export async function peekBox(cursor: RangeCursor, end: number): Promise<PeekedBox | Rejection> {
  const bytesLeft = end - cursor.position;
  const start = await cursor.peek(Math.min(LONG_HEADER_BYTES, bytesLeft));
  if (start.length >= 8 && !TYPE.test(start.toString('latin1', 4, 8)))
    return reject('malformed', 'The recording has something other than boxes.');
  const header = boxHeader(start);
  if (header === undefined) return reject('truncated', 'The recording ends within the header of a box.');
  const { type, headerBytes, bytes = bytesLeft } = header;
  if (bytes < headerBytes) return reject('malformed', 'A box is smaller than its header.');
  return { type, headerBytes, bytes };
}
