import { BudgetExceeded } from './budget-exceeded.js';
import type { Subject } from '../inspection/check.js';
import type { ReadBudget } from './range-source.js';

/** Read at a time while hopping: headers often stand together. */
const WINDOW_BYTES = 16 * 1024;
/** From header to header by ranges; past these, a stream over the rest is cheaper. */
const MAX_HOPS = 48;
/** The most that is streamed over to look at headers alone. */
const MAX_STREAMED_BYTES = 1024 * 1024 * 1024;
/** The most one `peek` returns. */
export const MAX_PEEK_BYTES = 64 * 1024;

/** What a cursor asks for at most, and a request each for the tail and for the frames at the end. */
export const cursorReads = (size: number): ReadBudget => ({
  requests: MAX_HOPS + 8,
  bytes: MAX_HOPS * (MAX_PEEK_BYTES + WINDOW_BYTES) + 4 * 1024 * 1024 + Math.min(size, MAX_STREAMED_BYTES),
});

/** Goes through an object forwards, from header to header, without reading what lies between as long as that is cheaper. */
export class RangeCursor {
  private hops = 0;
  private rest?: AsyncGenerator<Buffer>;
  /** What the stream gave from `restStart` on. */
  private buffered = Buffer.alloc(0);
  private restStart = 0;

  constructor(
    private readonly subject: Subject,
    /** Only forwards. */
    public position = 0,
    readonly end = subject.size,
  ) {}

  get left(): number {
    return this.end - this.position;
  }

  /** The next bytes, fewer where the object ends. */
  async peek(length: number): Promise<Buffer> {
    const { reader, pace } = this.subject;
    await pace.breathe();
    const { position } = this;
    const to = Math.min(this.end, position + Math.min(length, MAX_PEEK_BYTES));
    if (to <= position) return Buffer.alloc(0);
    if (this.rest === undefined) {
      if (reader.holds(position, to)) return reader.read(position, to - position);
      this.hops += 1;
      if (this.hops <= MAX_HOPS) {
        const window = await reader.read(
          position,
          Math.min(this.end - position, Math.max(WINDOW_BYTES, length)),
        );
        return window.subarray(0, to - position);
      }
      if (this.left > MAX_STREAMED_BYTES)
        throw new BudgetExceeded(
          `The checks need more than ${MAX_HOPS} parts, and ${MAX_STREAMED_BYTES} bytes are left.`,
        );
      this.rest = reader.stream(position, this.end);
      this.restStart = position;
    }
    await this.streamTo(this.rest, to);
    return this.buffered.subarray(0, to - position);
  }

  skip(bytes: number): void {
    this.position += bytes;
  }

  /** A stream that is left in the middle keeps a socket. */
  async close(): Promise<void> {
    await this.rest?.return(undefined);
  }

  /** Drops what lies before the position and reads on up to `to`: `buffered` then begins at the position. */
  private async streamTo(rest: AsyncGenerator<Buffer>, to: number): Promise<void> {
    const { position } = this;
    let at = this.restStart + this.buffered.length;
    if (at >= to) {
      this.buffered = this.buffered.subarray(position - this.restStart);
      this.restStart = position;
      return;
    }
    const kept = [this.buffered.subarray(position - this.restStart)];
    while (at < to) {
      const next = await rest.next();
      if (next.done === true) break;
      // The stream's slices are not ours to keep.
      if (at + next.value.length > position)
        kept.push(Buffer.from(next.value.subarray(Math.max(0, position - at))));
      at += next.value.length;
    }
    this.buffered = Buffer.concat(kept);
    this.restStart = position;
  }
}

/** Runs `walk` with a cursor that is closed whatever comes. */
export async function withCursor<T>(
  subject: Subject,
  start: number,
  walk: (cursor: RangeCursor) => Promise<T>,
  end = subject.size,
): Promise<T> {
  const cursor = new RangeCursor(subject, start, end);
  try {
    return await walk(cursor);
  } finally {
    await cursor.close();
  }
}
