import { Readable } from 'node:stream';
import { Body } from './body.js';

/** A stretch of a body that others may share. */
export interface Piece {
  readonly body: Body;
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
}

/** Several pieces read as one; holds each of them until it is released itself. */
export function joinBodies(pieces: readonly Piece[]): Body {
  for (const { body } of pieces) body.hold();
  return new Body(
    (start, end) => Readable.from(readPieces(pieces, start, end), { objectMode: false }),
    async () => {
      for (const { body } of pieces) body.release();
    },
  );
}

/** Both ends included. */
async function* readPieces(pieces: readonly Piece[], start: number, end: number): AsyncGenerator<Buffer> {
  let at = 0;
  for (const { body, offset, size } of pieces) {
    const first = Math.max(start, at);
    const last = Math.min(end, at + size - 1);
    if (first <= last) yield* body.read(offset + first - at, offset + last - at) as AsyncIterable<Buffer>;
    at += size;
  }
}
