import { reject, type Rejection } from '#core';
import type { SliceCursor, Walk } from '../../reading/slice-cursor.js';
import { CHUNK_HEADER_BYTES, chunkHeader, type RiffChunk } from './chunk-header.js';

/** The chunks up to `end`, of a file or of a frame; each is padded to an even size. RFC 9649, 2.3. */
export class RiffChunks {
  problem?: Rejection;
  private nextAt: number;

  constructor(
    private readonly cursor: SliceCursor,
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
      return this.refuse('Something that is no chunk follows the chunks.');
    const chunk = chunkHeader(yield* this.cursor.take(CHUNK_HEADER_BYTES));
    const chunkEnd = this.cursor.position + chunk.bytes;
    if (chunkEnd > this.end) return this.refuse('A chunk reaches past what holds it.');
    // Some writers leave out the last one's padding.
    this.nextAt = Math.min(this.end, chunkEnd + (chunk.bytes & 1));
    return chunk;
  }

  private refuse(detail: string): undefined {
    this.problem = reject('malformed', detail);
    return undefined;
  }
}
