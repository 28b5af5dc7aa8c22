import { reject, type Rejection } from '#core';
import { MAX_PADDING_BYTES } from '../after-image.js';
import type { Cursor, Walk } from '../cursor.js';

/** Galaxy phones name five to thirty blocks. */
const MAX_ENTRIES = 256;
const ENTRY_BYTES = 12;
const DIRECTORY_HEADER_BYTES = 12;
const END_BYTES = 8;
const MAX_DIRECTORY_BYTES = END_BYTES + DIRECTORY_HEADER_BYTES + MAX_ENTRIES * ENTRY_BYTES;
const SOMETHING = reject('polyglot', 'something follows the end of the image');

/** What every Galaxy phone writes behind its pictures: blocks (time zone, video, depth) and a directory that accounts for all of them. */
export function* samsungTrailer(cursor: Cursor, imageEnd: number): Walk {
  let last: Buffer = Buffer.alloc(0);
  for (;;) {
    const piece = yield* cursor.more(problemIn(last, cursor.position, imageEnd));
    last = Buffer.concat([last, piece]).subarray(-MAX_DIRECTORY_BYTES);
  }
}

/** Of the object's last bytes, if these are they. */
function problemIn(last: Buffer, end: number, imageEnd: number): Rejection | undefined {
  if (last.length < END_BYTES || last.toString('latin1', last.length - 4) !== 'SEFT') return SOMETHING;
  const directoryBytes = last.readUInt32LE(last.length - END_BYTES);
  const directory = last.subarray(Math.max(0, last.length - END_BYTES - directoryBytes), -END_BYTES);
  if (directory.length < DIRECTORY_HEADER_BYTES || directory.toString('latin1', 0, 4) !== 'SEFH')
    return SOMETHING;
  const entries = directory.readUInt32LE(8);
  if (
    directoryBytes !== DIRECTORY_HEADER_BYTES + entries * ENTRY_BYTES ||
    directory.length !== directoryBytes
  )
    return SOMETHING;
  const directoryAt = end - END_BYTES - directoryBytes;
  const blocks = Array.from({ length: entries }, (_, i) => {
    const at = DIRECTORY_HEADER_BYTES + i * ENTRY_BYTES;
    const start = directoryAt - directory.readUInt32LE(at + 4);
    return { start, end: start + directory.readUInt32LE(at + 8) };
  }).sort((a, b) => a.start - b.start);
  let at = imageEnd;
  let unaccounted = 0;
  for (const block of [...blocks, { start: directoryAt, end: directoryAt }]) {
    if (block.start < at) return SOMETHING;
    unaccounted += block.start - at;
    at = block.end;
  }
  return unaccounted > MAX_PADDING_BYTES ? SOMETHING : undefined;
}
