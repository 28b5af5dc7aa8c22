import { isRejection, reject, type Rejection } from '#core';
import type { RangeCursor } from '../../reading/range-cursor.js';
import { peekElement } from './element.js';
import { CODEC_ID, TRACK_ENTRY, TRACK_TYPE } from './ids.js';

/** RFC 9559, 5.1.4.1.3. */
export const VIDEO_TRACK = 1;
export const AUDIO_TRACK = 2;

/** Codec data and all, a few elements for each of a few tracks. */
const MAX_ELEMENTS = 2_000;
const MAX_CODEC_BYTES = 64;

export interface Track {
  readonly type: number;
  readonly codec: string;
}

/** RFC 9559, 5.1.4: from where the cursor is up to `end`. */
export async function readTracks(cursor: RangeCursor, end: number): Promise<Track[] | Rejection> {
  const tracks: { type: number; codec: string }[] = [];
  let entryEnd = cursor.position;
  for (let elements = 0; cursor.position < end; elements++) {
    if (elements > MAX_ELEMENTS)
      return reject('unverifiable', `The recording has more than ${MAX_ELEMENTS} elements of tracks.`);
    const isInEntry = cursor.position < entryEnd;
    const around = isInEntry ? entryEnd : end;
    const element = await peekElement(cursor, around);
    if (
      isRejection(element) ||
      element.bytes === undefined ||
      element.headerBytes + element.bytes > around - cursor.position
    )
      return reject('malformed', 'The list of tracks is broken.');
    cursor.skip(element.headerBytes);
    if (!isInEntry && element.id === TRACK_ENTRY) {
      entryEnd = cursor.position + element.bytes;
      tracks.push({ type: 0, codec: '' });
      continue;
    }
    const track = tracks.at(-1);
    if (isInEntry && track !== undefined) {
      const value = await cursor.peek(Math.min(element.bytes, MAX_CODEC_BYTES));
      // Readers differ in which of two they take.
      const isSaidTwice =
        (element.id === TRACK_TYPE && track.type !== 0) || (element.id === CODEC_ID && track.codec !== '');
      if (isSaidTwice) return reject('malformed', 'A track says twice what it is.');
      if (element.id === TRACK_TYPE) track.type = value.at(-1) ?? 0;
      if (element.id === CODEC_ID) track.codec = value.toString('latin1').replace(/\0+$/, '');
    }
    cursor.skip(element.bytes);
  }
  return tracks.length > 0 ? tracks : reject('malformed', 'The recording has no tracks.');
}
