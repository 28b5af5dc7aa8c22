import { reject, type Rejection } from '#core';
import type { Cursor } from '../cursor.js';
import { peekBox, type Box } from './box.js';

/** Tracks, tables and tags; a long camera movie has some hundred. */
const MAX_BOXES = 20_000;
const CONTAINERS = new Set(['trak', 'mdia', 'minf', 'dinf']);
const FIXED_BYTES = 16;
/** ISO/IEC 14496-12, 8.7.2: the recording is in this file. */
const SELF_CONTAINED = 1;
/** Media of old QuickTime files that react to the viewer. */
const ACTIVE = ['sprt', 'flsh', 'qtvr'];

export interface MovieHeader {
  /** 8.4.3: what each track is for, such as `vide` and `soun`. */
  readonly handlers: readonly string[];
}

/** 8.2: boxes in boxes, which fill them to the byte; where each track's recording is. */
export async function readHeader(cursor: Cursor, movie: Box): Promise<MovieHeader | Rejection> {
  const handlers: string[] = [];
  const ends = [cursor.position + movie.bytes];
  cursor.skip(movie.headerBytes);
  for (let boxes = 0; ends.length > 0; boxes++) {
    const end = ends.at(-1) ?? 0;
    if (boxes > MAX_BOXES) return reject('unverifiable', `has more than ${MAX_BOXES} boxes in its header`);
    if (cursor.position === end) {
      ends.pop();
      continue;
    }
    // QuickTime ends some lists of boxes with a zero.
    if (end - cursor.position < 8) {
      cursor.skip(end - cursor.position);
      continue;
    }
    const start = cursor.position;
    const box = await peekBox(cursor, end);
    if ('code' in box) return reject('malformed', 'the movie header is broken');
    if (box.bytes > end - start) return reject('malformed', 'a box is larger than the one around it');
    if (box.type === 'cmov') return reject('unverifiable', 'the movie header is compressed');
    if (box.type === 'rmra') return reject('external-reference', 'leads to other movies');
    if (CONTAINERS.has(box.type)) {
      ends.push(start + box.bytes);
      cursor.skip(box.headerBytes);
      continue;
    }
    if (box.type === 'hdlr' && ends.length === 3) {
      const handler = (await cursor.peek(box.headerBytes + 12)).toString('latin1', box.headerBytes + 8);
      if (ACTIVE.includes(handler)) return reject('active-content', 'has a track that reacts to its viewer');
      handlers.push(handler);
    }
    if (box.type === 'dref') {
      const rejection = await readReferences(cursor, box);
      if (rejection !== undefined) return rejection;
    }
    cursor.skip(start + box.bytes - cursor.position);
  }
  return handlers.length > 0 ? { handlers } : reject('malformed', 'the movie header has no tracks');
}

/** 8.7.2: a track's recording may be said to be elsewhere. */
async function readReferences(cursor: Cursor, table: Box): Promise<Rejection | undefined> {
  const end = cursor.position + table.bytes;
  cursor.skip(table.headerBytes + 8);
  while (end - cursor.position >= 12) {
    const entry = await cursor.peek(FIXED_BYTES);
    const bytes = entry.readUInt32BE(0);
    if (bytes < 12 || bytes > end - cursor.position) return reject('malformed', 'the movie header is broken');
    if ((entry.readUInt32BE(8) & SELF_CONTAINED) === 0)
      return reject('external-reference', 'its recording is in another file');
    cursor.skip(bytes);
  }
  return undefined;
}
