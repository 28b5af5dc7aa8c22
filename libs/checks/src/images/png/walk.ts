import { crc32 } from 'node:zlib';
import { reject, type Rejection } from '#core';
import { endOfObject } from '../after-image.js';
import type { Cursor, Walk } from '../cursor.js';
import { imageWalk, type ImageObject } from '../image-walk.js';
import { PngAnimation } from './animation.js';
import { ChunkOrder } from './chunk-order.js';
import { headerProblem } from './header.js';

const SIGNATURE_BYTES = 8;
/** W3C PNG 5.3: a length is at most 2^31 - 1. */
const MAX_CHUNK_BYTES = 0x7fff_ffff;
/** What the walk reads of a chunk; the rest passes by. */
const MAX_READ_CHUNK_BYTES = 32;
/** Four letters; the case of each is a property, and private chunks are everybody's to make. */
const CHUNK_TYPE = /^[A-Za-z]{4}$/;

/** Chunk after chunk to IEND and to the end, each with its CRC: W3C PNG (third edition), 5. Reads the whole object. */
export const pngChunks = imageWalk('png-chunks', function* ({ cursor, canvas }: ImageObject): Walk {
  yield* cursor.skip(SIGNATURE_BYTES);
  const order = new ChunkOrder();
  const animation = new PngAnimation(canvas);
  for (;;) {
    const chunk = yield* nextChunk(cursor);
    if ('code' in chunk) return chunk;
    const { type, start } = chunk;
    const problem =
      order.problem(chunk) ??
      (type === 'IHDR' ? headerProblem(start, canvas) : undefined) ??
      animation.problem(chunk, order);
    if (problem !== undefined) return problem;
    if (type === 'IEND') break;
  }
  return animation.conclusion() ?? (yield* endOfObject(cursor));
});

export interface Chunk {
  readonly type: string;
  readonly bytes: number;
  /** Its first bytes: all of a header. */
  readonly start: Buffer;
}

function* nextChunk(cursor: Cursor): Walk<Chunk | Rejection> {
  const head = Buffer.from(yield* cursor.take(8));
  const bytes = head.readUInt32BE(0);
  const type = head.toString('latin1', 4);
  if (!CHUNK_TYPE.test(type) || bytes > MAX_CHUNK_BYTES)
    return reject('malformed', 'something that is no chunk stands between the chunks');
  let crc = crc32(head.subarray(4));
  const look = (piece: Buffer): void => void (crc = crc32(piece, crc));
  const start = Buffer.from(yield* cursor.take(Math.min(bytes, MAX_READ_CHUNK_BYTES)));
  look(start);
  yield* cursor.skip(bytes - start.length, look);
  const expected = (yield* cursor.take(4)).readUInt32BE(0);
  if (expected !== crc) return reject('malformed', `the CRC of a chunk of type ${type} is wrong`);
  return { type, bytes, start };
}
