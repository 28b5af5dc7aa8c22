import { BudgetExceeded } from './budget-exceeded.js';
import { asBuffer, BudgetedSource, MAX_SLICE_BYTES, type ReadUsage } from './budgeted-source.js';
import { HeldBytes, type Segment } from './held-bytes.js';
import { mergeExtents, type Extent } from './merge-extents.js';
import type { Memory } from './memory/memory.js';
import type { Pace } from './pace.js';
import { HEAD_BYTES, TAIL_BYTES, type RangeSource, type ReadBudget } from './range-source.js';

/** The most one `read` returns: what is larger is streamed. */
export const MAX_READ_BYTES = 4 * 1024 * 1024;

/** Up to this size what lies between prefetched ranges is held with them. */
const MAX_HELD_WITH_GAPS_BYTES = 1024 * 1024;

/**
 * One object's bytes within a budget. Nothing that was read is asked for again where one request can go round it;
 * an object that came whole with the first read costs no request at all.
 */
export class RangeReader {
  readonly size: number;
  /** The first min(size, HEAD_BYTES) bytes: always at hand. */
  readonly head: Buffer;
  /** The whole object came with the first read. */
  readonly isWhole: boolean;
  private readonly held: HeldBytes;
  private readonly source: BudgetedSource;

  constructor(
    source: RangeSource,
    budget: ReadBudget,
    private readonly pace: Pace,
    signal: AbortSignal,
    private readonly memory: Memory,
  ) {
    const first = asBuffer(source.first);
    this.size = source.size;
    this.head = first.subarray(0, HEAD_BYTES);
    this.isWhole = first.length >= source.size;
    this.held = new HeldBytes(first);
    this.source = new BudgetedSource(source, budget, pace, signal);
  }

  /** Over bytes in memory: a file within a file. */
  static over(bytes: Uint8Array, pace: Pace, memory: Memory): RangeReader {
    const open = (): never => {
      throw new RangeError('all bytes are held');
    };
    const source: RangeSource = { size: bytes.length, first: bytes, open };
    return new RangeReader(source, { requests: 0, bytes: 0 }, pace, new AbortController().signal, memory);
  }

  get usage(): ReadUsage {
    return this.source.usage;
  }

  /** The last min(size, TAIL_BYTES) bytes: one request at most, and none once they were read. */
  tail(): Promise<Buffer> {
    return this.read(this.size - TAIL_BYTES, TAIL_BYTES);
  }

  /** The part of the range that lies in the object; at most MAX_READ_BYTES. One request, or none. */
  async read(start: number, length: number): Promise<Buffer> {
    await this.pace.breathe();
    const from = Math.max(0, start);
    const to = Math.min(this.size, start + length);
    if (to <= from) return Buffer.alloc(0);
    if (to - from > MAX_READ_BYTES)
      throw new BudgetExceeded(`The checks need more than ${MAX_READ_BYTES} bytes at once.`);
    const known = this.held.covering(from);
    if (known !== undefined && to <= known.end)
      return known.bytes.subarray(from - known.start, to - known.start);
    const isHeld = this.held.reserve(to - from);
    if (isHeld) await this.memory.take(to - from);
    const bytes = Buffer.allocUnsafe(to - from);
    let filled = 0;
    for await (const slice of this.stream(from, to)) filled += slice.copy(bytes, filled);
    if (isHeld) this.held.hold({ start: from, end: to, bytes });
    return bytes;
  }

  /** True if reading from `start` to `end` costs no request. */
  holds(start: number, end: number): boolean {
    return this.held.knownFrom(start, end) === end;
  }

  /**
   * Reads ranges that lie far apart in few requests, so that `read` of each costs none: passes over what lies between
   * where that is cheaper than another request, or where there would be more than `maxRequests`.
   */
  async prefetch(extents: readonly Extent[], maxRequests: number): Promise<void> {
    const wanted = extents.filter(({ start, end }) => !this.holds(start, end));
    await this.pace.breathe();
    const merged = mergeExtents(wanted, maxRequests);
    for (const { start, end } of merged) {
      await this.pace.breathe();
      if (end - start <= MAX_HELD_WITH_GAPS_BYTES) await this.read(start, end - start);
      else await this.pick(wanted.filter((extent) => start <= extent.start && extent.end <= end));
    }
  }

  /** Streams over all of these, which are near each other or too many, and holds only them: those there is room for. */
  private async pick(extents: readonly Extent[]): Promise<void> {
    const segments: Segment[] = [];
    for (const { start, end } of mergeExtents(extents, Infinity)) {
      if (!this.held.reserve(end - start)) continue;
      await this.memory.take(end - start);
      await this.pace.breathe();
      segments.push({ start, end, bytes: Buffer.allocUnsafe(end - start) });
    }
    const [first, last] = [segments.at(0), segments.at(-1)];
    if (first === undefined || last === undefined) return;
    let at = first.start;
    let next = 0;
    for await (const slice of this.stream(first.start, last.end)) {
      const end = at + slice.length;
      for (let i = next; ; i++) {
        const segment = segments[i];
        if (segment === undefined || segment.start >= end) break;
        slice.copy(segment.bytes, Math.max(0, at - segment.start), Math.max(0, segment.start - at));
        if (segment.end <= end) next = i + 1;
      }
      at = end;
    }
    segments.forEach((segment) => this.held.hold(segment));
  }

  /**
   * The bytes from `start` to `end` in slices of at most MAX_SLICE_BYTES: what is known first, then one request, then
   * again what is known. Gives the other objects their turn between two slices.
   */
  async *stream(start = 0, end = this.size): AsyncGenerator<Buffer> {
    const gapStart = this.held.knownFrom(start, end);
    const gapEnd = this.held.knownUntil(gapStart, end);
    yield* this.known(start, gapStart);
    if (gapStart < gapEnd) yield* this.source.slices(gapStart, gapEnd);
    yield* this.known(gapEnd, end);
  }

  private async *known(start: number, end: number): AsyncGenerator<Buffer> {
    for (let position = start; position < end;) {
      const segment = this.held.covering(position);
      if (segment === undefined) throw new RangeError('no such bytes are held');
      const to = Math.min(end, segment.end, position + MAX_SLICE_BYTES);
      yield segment.bytes.subarray(position - segment.start, to - segment.start);
      position = to;
      await this.pace.breathe();
    }
  }
}
