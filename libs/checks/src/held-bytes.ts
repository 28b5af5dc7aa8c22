import type { Extent } from './merge-extents.js';

/** What is kept beside the first read, so that a second check that asks for the same bytes costs no request. */
const MAX_HELD_BYTES = 12 * 1024 * 1024;

export interface Segment extends Extent {
  readonly bytes: Buffer;
}

/** The parts of an object that are in memory. */
export class HeldBytes {
  private readonly segments: Segment[];
  private reservedBytes = 0;

  constructor(first: Buffer) {
    this.segments = [{ start: 0, end: first.length, bytes: first }];
  }

  /**
   * Room for a segment that is about to be read; several may be at once. Past the cap there is none: what is asked for
   * again costs a request again.
   */
  reserve(bytes: number): boolean {
    const isFree = this.reservedBytes + bytes <= MAX_HELD_BYTES;
    if (isFree) this.reservedBytes += bytes;
    return isFree;
  }

  /** Only what there was room for when it was reserved. */
  hold(segment: Segment): void {
    this.segments.push(segment);
  }

  covering(position: number): Segment | undefined {
    return this.segments.find(({ start, end }) => start <= position && position < end);
  }

  /** The first position from `start` on that is not held, or `end`. */
  knownFrom(start: number, end: number): number {
    let position = start;
    for (let segment = this.covering(position); segment !== undefined && position < end;) {
      position = segment.end;
      segment = this.covering(position);
    }
    return Math.min(position, end);
  }

  /** The position from which everything up to `end` is held, not before `start`. */
  knownUntil(start: number, end: number): number {
    let position = end;
    for (let segment = this.covering(position - 1); segment !== undefined && position > start;) {
      position = segment.start;
      segment = this.covering(position - 1);
    }
    return Math.max(position, start);
  }
}
