import { reject, type Rejection } from '#core';
import type { Cursor } from '../cursor.js';

/** ISO/IEC 14496-12, 4.2: one box, from its size field to its end. */
export interface Box {
  readonly type: string;
  readonly headerBytes: number;
  readonly bytes: number;
}

export const MAX_HEADER_BYTES = 16;
/** Four letters, as `mp4ra.org` registers them; Apple's begin with a copyright sign. */
const TYPE = /^[\x20-\x7e\xa9]{4}$/;

/** The box that begins here. A size of zero is up to the end; one of 1 stands for 64 bits behind the type. */
export async function peekBox(cursor: Cursor, end: number): Promise<Box | Rejection> {
  const header = await cursor.peek(Math.min(MAX_HEADER_BYTES, end - cursor.position));
  if (header.length < 8) return reject('truncated', 'ends within the header of a box');
  const type = header.toString('latin1', 4, 8);
  if (!TYPE.test(type)) return reject('malformed', 'has something other than boxes');
  const short = header.readUInt32BE(0);
  if (short === 1 && header.length < MAX_HEADER_BYTES)
    return reject('truncated', 'ends within the header of a box');
  const bytes = short === 0 ? end - cursor.position : short === 1 ? Number(header.readBigUInt64BE(8)) : short;
  const headerBytes = short === 1 ? MAX_HEADER_BYTES : 8;
  if (bytes < headerBytes) return reject('malformed', 'a box is smaller than its header');
  return { type, headerBytes, bytes };
}
