import { AirlockError } from '#core';
import { BudgetExceeded } from './budget-exceeded.js';
import type { Pace } from './pace.js';
import type { RangeSource, ReadBudget } from './range-source.js';

/** Slices of what the source gives have at most this much: what a consumer may do before others have their turn. */
export const MAX_SLICE_BYTES = 64 * 1024;

/** What was asked of the source beyond the first read. */
export interface ReadUsage {
  readonly requests: number;
  readonly bytes: number;
}

/** Ranges of a source, fetched within a budget. */
export class BudgetedSource {
  private requests = 0;
  private charged = 0;
  private received = 0;

  constructor(
    private readonly source: RangeSource,
    private readonly budget: ReadBudget,
    private readonly pace: Pace,
    private readonly signal: AbortSignal,
  ) {}

  get usage(): ReadUsage {
    return { requests: this.requests, bytes: this.received };
  }

  /** One request. Gives the other objects their turn between two slices. */
  async *slices(start: number, end: number): AsyncGenerator<Buffer> {
    this.charge(end - start);
    let left = end - start;
    const body = await this.pace.wait(this.source.open(start, left, this.signal));
    const chunks = body[Symbol.asyncIterator]();
    try {
      for (;;) {
        const chunk = await this.pace.wait(chunks.next());
        if (chunk.done === true) break;
        const bytes = asBuffer(chunk.value);
        this.received += bytes.length;
        left -= bytes.length;
        for (let position = 0; position < bytes.length; position += MAX_SLICE_BYTES) {
          yield bytes.subarray(position, position + MAX_SLICE_BYTES);
          await this.pace.breathe();
        }
      }
    } finally {
      // A consumer that stopped early leaves a body half read: without this its socket stays busy.
      await chunks.return?.();
    }
    if (left !== 0)
      throw new AirlockError('dependency-unavailable', 'the object was not read to the end of the range');
  }

  private charge(bytes: number): void {
    this.requests += 1;
    this.charged += bytes;
    if (this.requests > this.budget.requests || this.charged > this.budget.bytes)
      throw new BudgetExceeded(
        `The checks need more than ${this.budget.requests} requests or ${this.budget.bytes} bytes.`,
      );
  }
}

export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
