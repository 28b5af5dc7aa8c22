import { reject, type Rejection } from '#core';
import { padding } from '../after-image.js';
import type { Walk } from '../cursor.js';
import { imageWalk, type ImageObject } from '../image-walk.js';
import { oneImage } from './image.js';
import { SOI } from './markers.js';

/** A phone's picture with its gain map, depth and preview; a stereo camera's two. */
const MAX_IMAGES = 16;
/** Between the pictures of one file: cameras align them. */
const MAX_GAP_BYTES = 64 * 1024;

/** Marker after marker to EOI and to the end: ITU T.81, annex B; CIPA DC-007 (MPO). Reads the whole object. */
export const jpegMarkers = imageWalk('jpeg-markers', function* (image: ImageObject): Walk {
  const { cursor } = image;
  for (let images = 1; images <= MAX_IMAGES; images++) {
    if ((yield* cursor.byte()) !== 0xff || (yield* cursor.byte()) !== SOI)
      return reject('polyglot', 'something follows the end of the image');
    const problem: Rejection | undefined =
      (yield* oneImage(image)) ?? (yield* padding(cursor, MAX_GAP_BYTES));
    if (problem !== undefined) return problem;
  }
  return reject('polyglot', `more than ${MAX_IMAGES} images in one`);
});
