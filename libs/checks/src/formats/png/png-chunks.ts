import { crc32 } from 'node:zlib';
import { isRejection, reject, type Rejection } from '#core';
import { endOfObject } from '../image/after-image.js';
import type { SliceCursor, Walk } from '../../reading/slice-cursor.js';
import { imageWalk, type ImageObject } from '../image/image-walk.js';
import { PngAnimation } from './animation.js';
import type { Chunk } from './chunk.js';
import { ChunkOrder } from './chunk-order.js';
import { PixelBytes } from './pixel-bytes.js';
import { headerProblem } from './png-header.js';

const SIGNATURE_BYTES = 8;
/** W3C PNG 5.3: a length is at most 2^31 - 1. */
const MAX_CHUNK_BYTES = 0x7fff_ffff;
/** What the walk reads of a chunk; the rest passes by. */
const MAX_READ_CHUNK_BYTES = 32;
/** Four letters; the case of each is a property, and private chunks are everybody's to make. */
const CHUNK_TYPE = /^[A-Za-z]{4}$/;

/** Its signature; IEND, which is empty, with its CRC. */
const ENDS = {
  first: Buffer.from('\x89PNG\r\n', 'latin1'),
  last: Buffer.from('IEND\xae\x42\x60\x82', 'latin1'),
};

/** Chunk after chunk to IEND and to the end, each with its CRC: W3C PNG (third edition), 5. Reads the whole object. */
export const pngChunks = imageWalk('png-chunks', function* ({ cursor, canvas }: ImageObject): Walk {
  yield* cursor.skip(SIGNATURE_BYTES);
  const order = new ChunkOrder();
  const animation = new PngAnimation(canvas);
  const pixels = new PixelBytes();
  for (;;) {
    const chunk = yield* nextChunk(cursor);
    if (isRejection(chunk)) return chunk;
    const { type, start } = chunk;
    const problem =
      order.problem(chunk) ??
      (type === 'IHDR' ? headerProblem(start, canvas) : undefined) ??
      animation.problem(chunk, order) ??
      pixels.problem(chunk);
    if (problem !== undefined) return problem;
    if (type === 'IEND') break;
  }
  return animation.conclusion() ?? (yield* endOfObject(cursor, ENDS));
});

function* nextChunk(cursor: SliceCursor): Walk<Chunk | Rejection> {
  const head = Buffer.from(yield* cursor.take(8));
  const bytes = head.readUInt32BE(0);
  const type = head.toString('latin1', 4);
  if (!CHUNK_TYPE.test(type) || bytes > MAX_CHUNK_BYTES)
    return reject('malformed', 'Something that is no chunk stands between the chunks.');
  let crc = crc32(head.subarray(4));
  const look = (piece: Buffer): void => void (crc = crc32(piece, crc));
  const start = Buffer.from(yield* cursor.take(Math.min(bytes, MAX_READ_CHUNK_BYTES)));
  look(start);
  yield* cursor.skip(bytes - start.length, look);
  const expected = (yield* cursor.take(4)).readUInt32BE(0);
  if (expected !== crc) return reject('malformed', `The CRC of a chunk of type ${type} is wrong.`);
  return { type, bytes, start };
}
