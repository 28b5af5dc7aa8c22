import { reject, type Rejection } from '#core';
import { endOfObject } from '../image/after-image.js';
import type { Walk } from '../../reading/slice-cursor.js';
import { imageWalk, type ImageObject } from '../image/image-walk.js';
import { CHUNK_HEADER_BYTES, chunkHeader, RIFF_HEADER_BYTES } from '../riff/chunk-header.js';
import { RiffChunks } from '../riff/riff-chunks.js';
import { stillImage, animation } from './content.js';

/** Of the header that says an image has more than pixels. */
const VP8X_BYTES = 10;
const ANIMATION_FLAG = 0x02;

/** Chunk after chunk to the end that the RIFF header says, and that of the object: RFC 9649. Reads the whole object. */
export const webpChunks = imageWalk('webp-chunks', function* (image: ImageObject): Walk {
  const { cursor, canvas, size } = image;
  const end = CHUNK_HEADER_BYTES + chunkHeader(yield* cursor.take(RIFF_HEADER_BYTES)).bytes;
  if (end > size) return reject('truncated', 'The WebP has fewer bytes than its header says.');
  const chunks = new RiffChunks(cursor, end);
  const first = yield* chunks.next();
  if (first === undefined) return reject('malformed', 'The WebP has no image.');
  let problem: Rejection | undefined;
  if (first.type !== 'VP8X') problem = yield* stillImage(image, chunks, first);
  else {
    if (first.bytes !== VP8X_BYTES)
      return reject('malformed', 'The WebP has an extended header of another size.');
    const header = Buffer.from(yield* cursor.take(VP8X_BYTES));
    const area = { width: 1 + header.readUIntLE(4, 3), height: 1 + header.readUIntLE(7, 3) };
    problem = canvas.picture(area.width, area.height);
    if (problem !== undefined) return problem;
    const isAnimated = (header[0]! & ANIMATION_FLAG) !== 0;
    problem = yield* isAnimated
      ? animation(image, chunks, area)
      : stillImage(image, chunks, yield* chunks.next(), area);
  }
  return problem ?? chunks.problem ?? (yield* endOfObject(cursor));
});
