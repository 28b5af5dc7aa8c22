import { createInflate, createInflateRaw, type Inflate } from 'node:zlib';
import type { Pace } from '../pace.js';

/** Fed to zlib at a time: deflate expands at most 1,032 times, so a hostile piece yields 2 MiB before it can be stopped. */
const PIECE_BYTES = 2 * 1024;

/** `ended`: the deflate stream said so itself. `open`: it wants more. */
export type InflateState = 'open' | 'ended' | 'corrupt' | 'too-large';

/** Inflates hostile bytes on zlib's own thread, and no further than `maxBytes`. Never throws for what the bytes are. */
export class Inflater {
  private readonly stream: Inflate;
  private current: InflateState = 'open';
  private output: Buffer[] = [];
  private produced = 0;
  private wake: () => void = () => undefined;

  constructor(
    format: 'raw' | 'zlib',
    private readonly maxBytes: number,
    private readonly pace: Pace,
  ) {
    this.stream = format === 'raw' ? createInflateRaw() : createInflate();
    this.stream.on('data', (chunk: Buffer) => this.take(chunk));
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

  /** What these bytes inflate to; look at `state` afterwards. Past the end, bytes are ignored. */
  async write(bytes: Uint8Array): Promise<Buffer[]> {
    for (let at = 0; at < bytes.length && this.current === 'open'; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      await this.until((done) => void this.stream.write(piece, done));
      await this.pace.breathe();
    }
    return this.drain();
  }

  /** The rest. Whoever gives up before must `close`. */
  async finish(): Promise<Buffer[]> {
    if (this.current === 'open') await this.until(() => void this.stream.end());
    const rest = this.drain();
    this.close();
    return rest;
  }

  close(): void {
    this.stream.destroy();
  }

  /** zlib calls nobody back after an error, so whoever waits is woken by the change of state as well. */
  private until(start: (done: () => void) => void): Promise<void> {
    return this.pace.wait(
      new Promise<void>((resolve) => {
        this.wake = resolve;
        start(resolve);
      }),
    );
  }

  private take(chunk: Buffer): void {
    this.produced += chunk.length;
    if (this.produced > this.maxBytes) this.leave('too-large');
    else this.output.push(chunk);
  }

  private leave(state: InflateState): void {
    if (this.current === 'open') this.current = state;
    if (state === 'too-large') this.stream.destroy();
    this.wake();
  }

  private drain(): Buffer[] {
    const output = this.output;
    this.output = [];
    return output;
  }
}
