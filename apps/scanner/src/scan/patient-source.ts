import type { RangeSource } from '#checks';
import { AirlockError } from '#core';

/** A body that nobody reads for longer may have been closed meanwhile: S3 and our own client both end idle connections. */
const MAX_IDLE_MILLISECONDS = 5_000;
/** How often one range is opened again: ten objects of 10 MiB, as hard to read as can be, keep each other waiting 30 times. */
const MAX_REOPENED = 50;

/**
 * A source whose bodies may be left half read for as long as it takes: one that broke where we let it wait is opened
 * again at the position reached. That is no reader's request, so that a busy scanner never becomes a verdict.
 */
export const patient = (source: RangeSource, now = (): number => performance.now()): RangeSource => ({
  size: source.size,
  first: source.first,
  open: async (start, length, signal) => {
    const body = new PatientBody(source, start, start + length, signal, now);
    await body.open();
    return body;
  },
});

class PatientBody implements AsyncIterableIterator<Uint8Array> {
  private chunks!: AsyncIterator<Uint8Array>;
  private readAt = 0;
  /** From the first wait on to the end of the body: what is still on its way hides for a while that it was closed. */
  private hasWaited = false;
  private reopened = 0;

  constructor(
    private readonly source: RangeSource,
    private position: number,
    private readonly end: number,
    private readonly signal: AbortSignal,
    private readonly now: () => number,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async open(): Promise<void> {
    const body = await this.source.open(this.position, this.end - this.position, this.signal);
    this.chunks = body[Symbol.asyncIterator]();
    this.hasWaited = false;
    this.readAt = this.now();
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      this.hasWaited ||= this.now() - this.readAt > MAX_IDLE_MILLISECONDS;
      const chunk = await this.read();
      this.readAt = this.now();
      if (chunk !== undefined) {
        this.position += chunk.length;
        return { done: false, value: chunk };
      }
      if (!this.hasWaited || this.position >= this.end) return { done: true, value: undefined };
      await this.reopen();
    }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    await this.chunks.return?.();
    return { done: true, value: undefined };
  }

  /** Undefined at the end of the body, and where a body that had to wait breaks. */
  private async read(): Promise<Uint8Array | undefined> {
    try {
      const chunk = await this.chunks.next();
      return chunk.done === true ? undefined : chunk.value;
    } catch (error) {
      const isBroken = error instanceof AirlockError && error.code === 'dependency-unavailable';
      if (!isBroken || !this.hasWaited) throw error;
      return undefined;
    }
  }

  /** Past the cap it is this object that is in trouble: nobody else need wait for it. */
  private async reopen(): Promise<void> {
    this.reopened += 1;
    if (this.reopened > MAX_REOPENED)
      throw new AirlockError('undecidable', `a range had to be opened again more than ${MAX_REOPENED} times`);
    await this.open();
  }
}
