import { isRejection, reject, type Rejection } from '#core';
import type { RangeCursor } from '../../reading/range-cursor.js';
import { peekBox, type PeekedBox } from '../iso-media/peek-box.js';

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
export async function readHeader(cursor: RangeCursor, movie: PeekedBox): Promise<MovieHeader | Rejection> {
  const handlers: string[] = [];
  const ends = [cursor.position + movie.bytes];
  cursor.skip(movie.headerBytes);
  for (let boxes = 0; ends.length > 0; boxes++) {
    const end = ends.at(-1) ?? 0;
    if (boxes > MAX_BOXES)
      return reject('unverifiable', `The recording has more than ${MAX_BOXES} boxes in its header.`);
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
    if (isRejection(box)) return reject('malformed', 'The movie header is broken.');
    if (box.bytes > end - start) return reject('malformed', 'A box is larger than the one around it.');
    if (box.type === 'cmov') return reject('unverifiable', 'The movie header is compressed.');
    if (box.type === 'rmra') return reject('external-reference', 'The recording leads to other movies.');
    if (box.type === 'trak' && ends.length > 1) return reject('malformed', 'A track is within another.');
    if (CONTAINERS.has(box.type)) {
      ends.push(start + box.bytes);
      cursor.skip(box.headerBytes);
      continue;
    }
    if (box.type === 'hdlr' && ends.length === 3) {
      const handler = (await cursor.peek(box.headerBytes + 12)).toString('latin1', box.headerBytes + 8);
      if (ACTIVE.includes(handler))
        return reject('script', 'The recording has a track that reacts to its viewer.');
      handlers.push(handler);
    }
    if (box.type === 'dref') {
      const rejection = await readReferences(cursor, box);
      if (rejection !== undefined) return rejection;
    }
    cursor.skip(start + box.bytes - cursor.position);
  }
  return handlers.length > 0 ? { handlers } : reject('malformed', 'The movie header has no tracks.');
}

/** 8.7.2: a track's recording may be said to be elsewhere. */
async function readReferences(cursor: RangeCursor, table: PeekedBox): Promise<Rejection | undefined> {
  const end = cursor.position + table.bytes;
  cursor.skip(table.headerBytes + 8);
  while (end - cursor.position >= 12) {
    const entry = await cursor.peek(FIXED_BYTES);
    const bytes = entry.readUInt32BE(0);
    if (bytes < 12 || bytes > end - cursor.position)
      return reject('malformed', 'The movie header is broken.');
    if ((entry.readUInt32BE(8) & SELF_CONTAINED) === 0)
      return reject('external-reference', 'The recording keeps its contents in another file.');
    cursor.skip(bytes);
  }
  return undefined;
}
