import { reject } from '#core';
import type { Cursor, Walk } from './cursor.js';

/** Cameras and editors fill up to a word or a few; more would be room for something else. */
export const MAX_PADDING_BYTES = 64;
const SOMETHING = reject('polyglot', 'something follows the end of the image');
const MUCH_PADDING = reject('polyglot', 'more zero bytes than cameras write follow the image');

/** Nothing but a few zero bytes may follow an image: whatever does could be opened as something else. */
export function* endOfObject(cursor: Cursor): Walk {
  return (yield* padding(cursor, MAX_PADDING_BYTES)) ?? SOMETHING;
}

/** Zero bytes up to the first that is not one, which may be far; the object may end after a few. */
export function* padding(cursor: Cursor, maxBytes: number): Walk {
  for (let bytes = 0; ;) {
    const piece: Buffer = yield* cursor.more(bytes > MAX_PADDING_BYTES ? MUCH_PADDING : undefined);
    const other = piece.findIndex((byte) => byte !== 0);
    bytes += other < 0 ? piece.length : other;
    if (bytes > maxBytes) return MUCH_PADDING;
    if (other < 0) continue;
    cursor.unread(piece.subarray(other));
    return undefined;
  }
}
