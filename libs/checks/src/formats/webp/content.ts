import { reject, type Rejection } from '#core';
import type { Walk } from '../../reading/slice-cursor.js';
import type { ImageObject } from '../image/image-walk.js';
import type { Area } from '../image/area.js';
import { BITSTREAM_HEADER_BYTES, bitstreamSize, isBitstream } from './bitstream.js';
import type { RiffChunk } from '../riff/chunk-header.js';
import { RiffChunks } from '../riff/riff-chunks.js';

const FRAME_HEADER_BYTES = 16;

/** Exactly one bitstream, of the canvas' size if there is one; anything else is metadata. RFC 9649, 2.5 to 2.7. */
export function* stillImage(
  { cursor, canvas }: ImageObject,
  chunks: RiffChunks,
  first: RiffChunk | undefined,
  area?: Area,
  /** What a decoder draws it upon: an animation's canvas. */
  drawnOn = area,
): Walk {
  let images = 0;
  for (let chunk = first; chunk !== undefined; chunk = yield* chunks.next()) {
    if (chunk.type === 'ANMF') return reject('malformed', 'The WebP has a frame and is no animation.');
    if (!isBitstream(chunk.type)) continue;
    if (++images > 1) return reject('malformed', 'The WebP has two images.');
    const size = bitstreamSize(chunk.type, yield* cursor.take(Math.min(chunk.bytes, BITSTREAM_HEADER_BYTES)));
    if (size === undefined) return reject('malformed', "The WebP's pixels do not begin as pixels do.");
    if (area !== undefined && (size.width !== area.width || size.height !== area.height))
      return reject('malformed', "The WebP's pixels have another size than its header says.");
    const drawn = drawnOn ?? size;
    const problem: Rejection | undefined =
      canvas.picture(size.width, size.height) ?? canvas.frame(drawn.width, drawn.height);
    if (problem !== undefined) return problem;
  }
  return chunks.problem ?? (images === 0 ? reject('malformed', 'The WebP has no image.') : undefined);
}

/** Frames, each within the canvas and with one bitstream of its size: RFC 9649, 2.7.1.1. */
export function* animation(image: ImageObject, chunks: RiffChunks, area: Area): Walk {
  const { cursor } = image;
  let frames = 0;
  for (let chunk = yield* chunks.next(); chunk !== undefined; chunk = yield* chunks.next()) {
    if (isBitstream(chunk.type))
      return reject('malformed', 'The WebP has pixels outside the frames of its animation.');
    if (chunk.type !== 'ANMF') continue;
    if (chunk.bytes < FRAME_HEADER_BYTES)
      return reject('malformed', 'The WebP has a frame without a header.');
    const end: number = cursor.position + chunk.bytes;
    const header: Buffer = yield* cursor.take(FRAME_HEADER_BYTES);
    const [left, top, width, height] = [0, 3, 6, 9].map((at) => header.readUIntLE(at, 3)) as [
      number,
      number,
      number,
      number,
    ];
    const frame: Area = { width: width + 1, height: height + 1 };
    if (2 * left + frame.width > area.width || 2 * top + frame.height > area.height)
      return reject('malformed', 'A frame lies outside the canvas.');
    const within = new RiffChunks(cursor, end);
    const problem: Rejection | undefined = yield* stillImage(
      image,
      within,
      yield* within.next(),
      frame,
      area,
    );
    if (problem !== undefined) return problem;
    frames += 1;
  }
  return chunks.problem ?? (frames === 0 ? reject('malformed', 'The WebP has no frame.') : undefined);
}
