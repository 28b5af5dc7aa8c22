import { reject, type Rejection } from '#core';
import { MAX_PADDING_BYTES } from '../../reading/padding.js';
import { MAX_ZERO_BYTES, SOMETHING, zeros } from '../image/after-image.js';
import type { SliceCursor, Walk } from '../../reading/slice-cursor.js';
import { imageWalk, type ImageObject } from '../image/image-walk.js';
import { oneImage } from './image.js';
import { SOI } from './markers.js';
import { motionPhotoVideo, saysMotionPhoto } from './motion-photo.js';
import { trailer } from './trailer.js';

/** A phone's picture with its gain map, depth and preview; a stereo camera's two. */
const MAX_IMAGES = 16;
const TOO_MANY = reject('polyglot', `The JPEG has more than ${MAX_IMAGES} images in it.`);

/** Marker after marker to EOI and to the end: ITU T.81, annex B; CIPA DC-007 (MPO). Reads the whole object. */
export const jpegMarkers = imageWalk('jpeg-markers', function* (image: ImageObject): Walk {
  const { cursor } = image;
  let hasVideo = false;
  yield* cursor.skip(2);
  for (let images = 1; ; images++) {
    const problem: Rejection | undefined = yield* oneImage(image, (segment) => {
      hasVideo ||= saysMotionPhoto(segment);
    });
    if (problem !== undefined) return problem;
    const end = cursor.position;
    const gap: Rejection | undefined = yield* zeros(cursor);
    if (gap !== undefined) return gap;
    if (!(yield* isAnotherImage(cursor))) return yield* trailers(cursor, end, hasVideo);
    if (images === MAX_IMAGES) return TOO_MANY;
  }
});

/** Passes a picture's first marker, and the bytes 0xff that may stand before any (B.1.1.2). */
function* isAnotherImage(cursor: SliceCursor): Walk<boolean> {
  for (let fill = 0; ;) {
    const piece: Buffer = yield* cursor.more(fill <= MAX_PADDING_BYTES ? undefined : SOMETHING);
    const other = piece.findIndex((byte) => byte !== 0xff);
    const filled = other < 0 ? piece.length : other;
    fill += filled;
    if (other < 0 && fill <= MAX_ZERO_BYTES) continue;
    const isMarker = fill > 0 && piece[filled] === SOI;
    cursor.unread(piece.subarray(isMarker ? filled + 1 : filled));
    if (!isMarker) cursor.unread(Buffer.alloc(fill, 0xff));
    return isMarker;
  }
}

/** The leading zero bytes were passed as padding. */
function* trailers(cursor: SliceCursor, imageEnd: number, hasVideo: boolean): Walk {
  if (hasVideo) {
    const start = Buffer.from(yield* cursor.take(5));
    if (start.toString('latin1', 1) === 'ftyp') return yield* motionPhotoVideo(cursor, start[0]!);
    cursor.unread(start);
  }
  return yield* trailer(cursor, imageEnd);
}
