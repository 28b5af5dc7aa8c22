import { createInflate, createInflateRaw, type Inflate } from 'node:zlib';
import type { Pace } from '../pace.js';

/** What zlib makes at a time, and then waits until it was taken: a few bytes may inflate to a thousand times as much. */
const CHUNK_BYTES = 16 * 1024;
/** Given out at a time, before others have their turn. */
const PIECE_BYTES = 4 * 1024;
/** Inflating is that much cheaper than reading what comes out. */
const BYTES_PER_STEP = 16;
/** The way to zlib's thread and back, and a stream of its own for what is deflated by itself: a picture may hold millions. */
const STEPS_PER_WRITE = 2048;

/** `ended`: the deflate stream said so itself. `open`: it wants more. */
export type InflateState = 'open' | 'ended' | 'corrupt' | 'too-large';

/**
 * Inflates hostile bytes on zlib's own thread, piece by piece as they are asked for, and no further than `maxBytes`.
 * Never throws for what the bytes are.
 */
export class Inflater {
  private readonly stream: Inflate;
  private current: InflateState = 'open';
  private produced = 0;
  private wake: () => void = () => undefined;

  constructor(
    format: 'raw' | 'zlib',
    private readonly maxBytes: number,
    private readonly pace: Pace,
  ) {
    const options = { chunkSize: CHUNK_BYTES, readableHighWaterMark: CHUNK_BYTES };
    this.stream = format === 'raw' ? createInflateRaw(options) : createInflate(options);
    this.stream.on('readable', () => this.wake());
    this.stream.on('end', () => this.leave('ended'));
    this.stream.on('error', () => this.leave('corrupt'));
  }

  get state(): InflateState {
    return this.current;
  }

  get producedBytes(): number {
    return this.produced;
  }

  /** Less than what was written when bytes follow the end of the deflate stream. */
  get consumedBytes(): number {
    return this.stream.bytesWritten;
  }

  /** What these bytes inflate to, in pieces of at most 4 KiB; look at `state` afterwards. Past the end, bytes are ignored. */
  async *write(bytes: Uint8Array): AsyncGenerator<Buffer, void, void> {
    if (this.current !== 'open') return;
    await this.pace.breathe(STEPS_PER_WRITE);
    let isConsumed = false;
    this.stream.write(bytes, () => {
      isConsumed = true;
      this.wake();
    });
    yield* this.pieces(() => isConsumed);
  }

  /** The rest. Whoever gives up before must `close`. */
  async *finish(): AsyncGenerator<Buffer, void, void> {
    if (this.current === 'open') {
      this.stream.end();
      yield* this.pieces(() => false);
    }
    this.close();
  }

  close(): void {
    this.stream.destroy();
  }

  /** Until all that was written has been inflated, or nothing more comes. */
  private async *pieces(isConsumed: () => boolean): AsyncGenerator<Buffer, void, void> {
    while (this.current === 'open') {
      const chunk = this.stream.read() as Buffer | null;
      if (chunk !== null) yield* this.take(chunk);
      else if (isConsumed()) return;
      else await this.pace.wait(new Promise<void>((resolve) => (this.wake = resolve)));
    }
  }

  private async *take(chunk: Buffer): AsyncGenerator<Buffer, void, void> {
    this.produced += chunk.length;
    if (this.produced > this.maxBytes) return this.leave('too-large');
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      const piece = chunk.subarray(at, at + PIECE_BYTES);
      yield piece;
      await this.pace.breathe(piece.length / BYTES_PER_STEP);
    }
  }

  private leave(state: InflateState): void {
    if (this.current === 'open') this.current = state;
    if (state === 'too-large') this.stream.destroy();
    this.wake();
  }
}
