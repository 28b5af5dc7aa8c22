import type { Readable } from 'node:stream';
import { AirlockError } from '#core';
import { failure } from '../failure.js';

/**
 * The body of an answer, checked to have exactly the bytes it promised. Not a generator: `return()` on one that was
 * never started would not reach the socket.
 */
export class ExactBody implements AsyncIterableIterator<Uint8Array> {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private bytesLeft: number;

  constructor(
    private readonly source: Readable,
    bytes: number,
    private readonly doing: string,
    private readonly signal?: AbortSignal,
  ) {
    this.bytesLeft = bytes;
    // A connection that breaks before anybody reads must not become an uncaught exception; reading finds out anyway.
    source.on('error', () => undefined);
    this.chunks = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const next = await this.read();
    if (next.done !== true) this.bytesLeft -= next.value.length;
    const isWrong = next.done === true ? this.bytesLeft > 0 : this.bytesLeft < 0;
    if (!isWrong) return next;
    this.source.destroy();
    const problem =
      this.bytesLeft > 0 ? `was cut short by ${this.bytesLeft} bytes` : 'is longer than it said';
    throw new AirlockError('dependency-unavailable', `${this.doing}: the body ${problem}`);
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.source.destroy();
    return { done: true, value: undefined };
  }

  private async read(): Promise<IteratorResult<Uint8Array, undefined>> {
    try {
      const next = await this.chunks.next();
      return next.done === true ? { done: true, value: undefined } : next;
    } catch (error) {
      throw failure(this.doing, error, this.signal);
    }
  }
}
