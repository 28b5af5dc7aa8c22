import { reject } from '#core';
import type { SliceCursor, Walk } from '../../reading/slice-cursor.js';

const XMP = 'http://ns.adobe.com/xap/1.0/\0';
/** Google's Motion Photo format 1.0, and its forerunner. */
const SAYS_VIDEO = /MotionPhoto|MicroVideo/;
const HEADER_BYTES = 8;
/** Of one video: a second file would begin with a type of its own. */
const BOX_TYPES = new Set('moov mdat free skip wide uuid moof mfra sidx'.split(' '));
const SOMETHING = reject('polyglot', 'Something follows the video behind the image.');

/** Does the picture say that a video follows it? */
export function saysMotionPhoto(segment: Buffer): boolean {
  return segment.toString('latin1', 0, XMP.length) === XMP && SAYS_VIDEO.test(segment.toString('latin1'));
}

/** Box after box to the end of the object, after the first one's header: ISO/IEC 14496-12, 4.2. */
export function* motionPhotoVideo(cursor: SliceCursor, firstBytes: number): Walk {
  yield* cursor.skip(firstBytes - HEADER_BYTES);
  for (;;) {
    // The video may end with any box, and the object with it.
    cursor.unread(Buffer.from(yield* cursor.more()));
    const header = yield* cursor.take(HEADER_BYTES);
    const bytes = header.readUInt32BE(0);
    if (bytes < HEADER_BYTES || !BOX_TYPES.has(header.toString('latin1', 4))) return SOMETHING;
    yield* cursor.skip(bytes - HEADER_BYTES);
  }
}
