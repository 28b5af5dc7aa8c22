import { reject, type Rejection } from '#core';
import type { Cursor, Walk } from '../cursor.js';

export interface RiffChunk {
  readonly type: string;
  readonly bytes: number;
}

const CHUNK_HEADER_BYTES = 8;

/** The chunks up to `end`, of a file or of a frame; each is padded to an even size. RFC 9649, 2.3. */
export class RiffChunks {
  problem?: Rejection;
  private nextAt: number;

  constructor(
    private readonly cursor: Cursor,
    private readonly end: number,
  ) {
    this.nextAt = cursor.position;
  }

  /** Passes over what was not read of the last one; undefined after the last, or where `problem` says why. */
  *next(): Walk<RiffChunk | undefined> {
    yield* this.cursor.skip(Math.max(0, this.nextAt - this.cursor.position));
    const { position } = this.cursor;
    if (this.problem !== undefined || position === this.end) return undefined;
    if (position + CHUNK_HEADER_BYTES > this.end)
      return this.refuse('something that is no chunk follows the chunks');
    const header = yield* this.cursor.take(CHUNK_HEADER_BYTES);
    const chunk = { type: header.toString('latin1', 0, 4), bytes: header.readUInt32LE(4) };
    const chunkEnd = this.cursor.position + chunk.bytes;
    if (chunkEnd > this.end) return this.refuse('a chunk reaches past what holds it');
    // Some writers leave out the last one's padding.
    this.nextAt = Math.min(this.end, chunkEnd + (chunk.bytes & 1));
    return chunk;
  }

  private refuse(detail: string): undefined {
    this.problem = reject('malformed', detail);
    return undefined;
  }
}
