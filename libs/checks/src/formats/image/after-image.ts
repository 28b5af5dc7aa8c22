import { reject } from '#core';
import { isPadding } from '../../reading/padding.js';
import type { SliceCursor, Walk } from '../../reading/slice-cursor.js';
import { Remains, type Ends } from './remains.js';

/** Cameras and editors write whole blocks. */
export const MAX_ZERO_BYTES = 64 * 1024;
export const SOMETHING = reject('polyglot', 'Something follows the end of the image.');
const MUCH_PADDING = reject('polyglot', 'More zero bytes than cameras write follow the image.');

/** Nothing but zeros, or a few other bytes of padding, may follow an image: whatever does could be opened as something else. */
export function* endOfObject(cursor: SliceCursor, ends?: Ends): Walk {
  return (yield* zeros(cursor)) ?? (yield* rest(cursor, ends && new Remains(ends)));
}

/** Zero bytes up to the first that is not one; the object may end before it. */
export function* zeros(cursor: SliceCursor): Walk {
  for (let bytes = 0; ;) {
    const piece: Buffer = yield* cursor.more();
    const other = piece.findIndex((byte) => byte !== 0);
    bytes += other < 0 ? piece.length : other;
    if (bytes > MAX_ZERO_BYTES) return MUCH_PADDING;
    if (other < 0) continue;
    cursor.unread(piece.subarray(other));
    return undefined;
  }
}

/** Padding to the end of the object; who calls it has something to read. */
function* rest(cursor: SliceCursor, remains?: Remains): Walk {
  for (let seen: Buffer = Buffer.alloc(0); ;) {
    const piece = yield* cursor.more();
    remains?.see(piece);
    seen = Buffer.concat([seen, piece]);
    if (!isPadding(seen)) return remains === undefined ? SOMETHING : yield* whatFollows(cursor, remains);
  }
}

/** Only its end tells the rest of a picture from anything else. */
function* whatFollows(cursor: SliceCursor, remains: Remains): Walk {
  for (;;) remains.see(yield* cursor.more(remains.rejection ?? SOMETHING));
}
