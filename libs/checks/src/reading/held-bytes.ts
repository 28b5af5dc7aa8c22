import type { Extent } from './merge-extents.js';

/** What is kept beside the first read, so that a second check that asks for the same bytes costs no request. */
const MAX_HELD_BYTES = 12 * 1024 * 1024;

export interface Segment extends Extent {
  readonly bytes: Buffer;
}

/** The parts of an object that are in memory; an archive may have 20,000 of them. */
export class HeldBytes {
  /** By their start. They may overlap. */
  private readonly segments: Segment[] = [];
  /** Of each segment and those before it, the one that reaches furthest. */
  private readonly furthest: Segment[] = [];
  private reservedBytes = 0;

  constructor(first: Buffer) {
    this.hold({ start: 0, end: first.length, bytes: first });
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
    const { segments, furthest } = this;
    const first = this.countUpTo(segment.start);
    segments.splice(first, 0, segment);
    for (let at = first; at < segments.length; at++) {
      const before = furthest[at - 1];
      const own = segments[at]!;
      furthest[at] = before !== undefined && before.end >= own.end ? before : own;
    }
  }

  covering(position: number): Segment | undefined {
    const segment = this.furthest[this.countUpTo(position) - 1];
    return segment !== undefined && position < segment.end ? segment : undefined;
  }

  /** How many segments begin there or before it. */
  private countUpTo(position: number): number {
    let low = 0;
    let high = this.segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.segments[middle]!.start <= position) low = middle + 1;
      else high = middle;
    }
    return low;
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
