import { describe, expect, it } from '@jest/globals';
import type { RangeSource } from '#checks';
import { AirlockError } from '#core';
import { patient } from './patient-source.js';

const CHUNK_BYTES = 10;
const IDLE_MILLISECONDS = 15_000;
const bytes = Buffer.from(Array.from({ length: 100 }, (_, at) => at));
const { signal } = new AbortController();

/** A store that closes what nobody reads for 15 s, and whatever else it is told to break. */
class ClosingSource implements RangeSource {
  readonly size = bytes.length;
  readonly first = Buffer.alloc(0);
  readonly asked: [start: number, length: number][] = [];
  milliseconds = 0;
  returned = 0;
  /** Why opening fails, from now on. */
  problem?: Error;
  /** Before the chunk at this position a body breaks that did not begin there. */
  breaksAt?: number;
  /** A body that is closed ends, as if nothing were missing. */
  isSilent = false;

  async open(start: number, length: number): Promise<AsyncIterable<Uint8Array>> {
    if (this.problem !== undefined) throw this.problem;
    this.asked.push([start, length]);
    return this.body(start, start + length);
  }

  readonly patient = patient(this, () => this.milliseconds);

  private async *body(start: number, end: number): AsyncGenerator<Uint8Array> {
    try {
      for (let at = start; at < end; at += CHUNK_BYTES) {
        if (at === this.breaksAt && at > start) throw closed();
        const given = this.milliseconds;
        yield bytes.subarray(at, Math.min(end, at + CHUNK_BYTES));
        const isClosed = this.milliseconds - given >= IDLE_MILLISECONDS;
        if (isClosed && this.isSilent) return;
        if (isClosed) throw closed();
      }
    } finally {
      this.returned += 1;
    }
  }
}
const closed = (): Error => new AirlockError('dependency-unavailable', 'the body was cut short');

async function read(source: ClosingSource, onChunk = (_read: number): void => undefined): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await source.patient.open(20, 50, signal)) {
    chunks.push(chunk);
    onChunk(chunks.length);
  }
  return Buffer.concat(chunks);
}
const waiting =
  (source: ClosingSource, after: number, milliseconds = 20_000) =>
  (chunk: number) =>
    void (chunk === after && (source.milliseconds += milliseconds));

describe('a source that may be left waiting', () => {
  it.each([false, true])('goes on where it was when a body that nobody read was closed', async (isSilent) => {
    const source = Object.assign(new ClosingSource(), { isSilent });
    expect(await read(source, waiting(source, 2))).toEqual(bytes.subarray(20, 70));
    expect(source.asked).toEqual([
      [20, 50],
      [40, 30],
    ]);
  });

  it('goes on when what was still on its way hid for a while that the body was closed', async () => {
    const source = new ClosingSource();
    const chunks = read(source, (chunk) => {
      waiting(source, 1, 6_000)(chunk);
      source.breaksAt = chunk === 2 ? 40 : undefined;
    });
    expect(await chunks).toEqual(bytes.subarray(20, 70));
    expect(source.asked).toHaveLength(2);
  });

  it('asks once for a body that outlives the wait', async () => {
    const source = new ClosingSource();
    await read(source, waiting(source, 2, 14_000));
    expect(source.asked).toHaveLength(1);
  });

  it('asks for nothing more when all had come before the body was closed', async () => {
    const source = new ClosingSource();
    expect(await read(source, waiting(source, 5))).toHaveLength(50);
    expect(source.asked).toHaveLength(1);
  });

  it('takes a body that breaks while it is read for the failure of the store', async () => {
    const source = Object.assign(new ClosingSource(), { breaksAt: 40 });
    await expect(read(source, waiting(source, 1, 1_000))).rejects.toMatchObject({
      code: 'dependency-unavailable',
    });
    expect(source.asked).toHaveLength(1);
  });

  it('takes one that was opened again for no better', async () => {
    const source = Object.assign(new ClosingSource(), { breaksAt: 50 });
    await expect(read(source, waiting(source, 2))).rejects.toMatchObject({ code: 'dependency-unavailable' });
    expect(source.asked).toHaveLength(2);
  });

  it('says so when the object was replaced meanwhile', async () => {
    const source = new ClosingSource();
    const replaced = new Error('replaced');
    const chunks = read(source, (chunk) => {
      waiting(source, 2)(chunk);
      source.problem = replaced;
    });
    await expect(chunks).rejects.toBe(replaced);
  });

  it('gives this object up, and no other, when that comes to no end', async () => {
    const source = new ClosingSource();
    const slowly = async (): Promise<void> => {
      for await (const _ of await source.patient.open(0, 1000, signal)) source.milliseconds += 20_000;
    };
    await expect(slowly()).rejects.toMatchObject({ code: 'undecidable' });
    expect(source.asked).toHaveLength(51);
  });

  it('lets go of the body that it has open when nobody wants the rest', async () => {
    const source = new ClosingSource();
    for await (const _ of await source.patient.open(0, 100, signal)) break;
    expect(source.returned).toBe(1);
  });
});
