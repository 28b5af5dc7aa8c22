import { reject, type Rejection } from '#core';
import { padding } from '../after-image.js';
import type { Cursor, Walk } from '../cursor.js';
import { imageWalk, type ImageObject } from '../image-walk.js';
import { oneImage } from './image.js';
import { SOI } from './markers.js';
import { motionPhotoVideo, saysMotionPhoto } from './motion-photo.js';
import { samsungTrailer } from './samsung-trailer.js';

/** A phone's picture with its gain map, depth and preview; a stereo camera's two. */
const MAX_IMAGES = 16;
/** Between the pictures of one file: cameras align them. */
const MAX_GAP_BYTES = 64 * 1024;
const TOO_MANY = reject('polyglot', `more than ${MAX_IMAGES} images in one`);

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
    const gap: Rejection | undefined = yield* padding(cursor, MAX_GAP_BYTES);
    if (gap !== undefined) return gap;
    const next = Buffer.from(yield* cursor.more());
    if (next[0] !== 0xff) return yield* trailer(cursor, next, end, hasVideo);
    cursor.unread(next);
    if ((yield* cursor.take(2))[1] !== SOI)
      return reject('polyglot', 'something follows the end of the image');
    if (images === MAX_IMAGES) return TOO_MANY;
  }
});

/** What phones write behind their pictures that is no picture; its leading zero bytes were passed as padding. */
function* trailer(cursor: Cursor, next: Buffer, imageEnd: number, hasVideo: boolean): Walk {
  cursor.unread(next);
  if (hasVideo) {
    const start = Buffer.from(yield* cursor.take(5));
    if (start.toString('latin1', 1) === 'ftyp') return yield* motionPhotoVideo(cursor, start[0]!);
    cursor.unread(start);
  }
  return yield* samsungTrailer(cursor, imageEnd);
}
