import { describe, expect, it } from '@jest/globals';
import { BudgetExceeded } from './budget-exceeded.js';
import { Memory } from './memory/memory.js';
import { GenerousLender } from './memory/spec-support/lender.js';
import { Pace } from './pace.js';
import { RangeReader } from './range-reader.js';
import { FIRST_READ_BYTES, TAIL_BYTES, type RangeSource } from './range-source.js';

const MIB = 1024 * 1024;

class CountingSource implements RangeSource {
  readonly first: Uint8Array;
  readonly asked: [start: number, length: number][] = [];
  returned = 0;

  constructor(
    readonly bytes: Buffer,
    private readonly missingBytes = 0,
  ) {
    this.first = bytes.subarray(0, FIRST_READ_BYTES);
  }

  get size(): number {
    return this.bytes.length;
  }

  async open(start: number, length: number): Promise<AsyncIterable<Uint8Array>> {
    this.asked.push([start, length]);
    const chunks = this.bytes.subarray(start, start + length - this.missingBytes);
    const returned = () => this.returned++;
    return (async function* () {
      try {
        for (let at = 0; at < chunks.length; at += 100_000) yield chunks.subarray(at, at + 100_000);
      } finally {
        returned();
      }
    })();
  }
}

const bytesOf = (size: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: size }, (_, i) => (i * 7919) >> 3));

function readerOf(size: number, budget = { requests: 10, bytes: 10 * MIB }, missingBytes = 0) {
  const source = new CountingSource(bytesOf(size), missingBytes);
  const { signal } = new AbortController();
  const lender = new GenerousLender();
  return {
    source,
    reader: new RangeReader(source, budget, new Pace(signal), signal, new Memory(lender)),
    lender,
  };
}

async function streamed(reader: RangeReader): Promise<Buffer> {
  const slices: Buffer[] = [];
  for await (const slice of reader.stream()) slices.push(Buffer.from(slice));
  return Buffer.concat(slices);
}

describe('RangeReader', () => {
  it('asks for nothing more of an object that came whole', async () => {
    const { reader, source } = readerOf(FIRST_READ_BYTES);
    await reader.tail();
    await reader.read(1000, 2000);
    expect(await streamed(reader)).toEqual(source.bytes);
    expect(source.asked).toEqual([]);
  });

  it('streams a larger object with one request for what the first read left', async () => {
    const { reader, source } = readerOf(MIB);
    expect((await streamed(reader)).equals(source.bytes)).toBe(true);
    expect(source.asked).toEqual([[FIRST_READ_BYTES, MIB - FIRST_READ_BYTES]]);
  });

  it('does not ask again for the tail when it streams', async () => {
    const { reader, source } = readerOf(MIB);
    await reader.tail();
    expect((await streamed(reader)).equals(source.bytes)).toBe(true);
    expect(source.asked).toEqual([
      [MIB - TAIL_BYTES, TAIL_BYTES],
      [FIRST_READ_BYTES, MIB - TAIL_BYTES - FIRST_READ_BYTES],
    ]);
  });

  it('asks only for the missing part of a range that begins in the first read', async () => {
    const { reader, source } = readerOf(MIB);
    const bytes = await reader.read(FIRST_READ_BYTES - 10, 30);
    expect(bytes.equals(source.bytes.subarray(FIRST_READ_BYTES - 10, FIRST_READ_BYTES + 20))).toBe(true);
    expect(source.asked).toEqual([[FIRST_READ_BYTES, 20]]);
  });

  it('answers the same read a second time without a request', async () => {
    const { reader, source } = readerOf(MIB);
    await reader.read(500_000, 100);
    await reader.read(500_010, 50);
    expect(source.asked).toHaveLength(1);
  });

  it('gives only what lies in the object', async () => {
    const { reader } = readerOf(100);
    expect(await reader.read(90, 50)).toHaveLength(10);
    expect(await reader.read(-5, 10)).toHaveLength(5);
    expect(await reader.read(200, 10)).toHaveLength(0);
  });

  it.each([
    ['requests', { requests: 1, bytes: MIB }],
    ['bytes', { requests: 9, bytes: 150 }],
  ])('stops at its budget of %s', async (_, budget) => {
    const { reader } = readerOf(2 * MIB, budget);
    await reader.read(MIB, 100);
    await expect(reader.read(MIB + 1000, 100)).rejects.toBeInstanceOf(BudgetExceeded);
  });

  it('lets go of the body when its consumer stops early', async () => {
    const { reader, source } = readerOf(4 * MIB);
    for await (const _ of reader.stream(MIB)) break;
    expect(source.returned).toBe(1);
  });

  it('takes a body cut short for the failure of the store', async () => {
    const { reader } = readerOf(MIB, { requests: 9, bytes: MIB }, 1);
    await expect(reader.tail()).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });

  it('takes memory for what it holds, once, and for nothing that is streamed', async () => {
    const { reader, lender } = readerOf(2 * MIB);
    await streamed(reader);
    expect(lender.lentBytes).toBe(0);
    await reader.read(MIB, 1000);
    await reader.read(MIB, 1000);
    expect(lender.lentBytes).toBe(1000);
  });

  it('takes memory for what it will hold alone, however much is read at once', async () => {
    const { reader, lender, source } = readerOf(22 * MIB, { requests: 10, bytes: 22 * MIB });
    const starts = [1, 5, 9, 13, 17].map((start) => start * MIB);
    const reads = await Promise.all(starts.map((start) => reader.read(start, 4 * MIB)));
    expect(lender.mostBytes).toBe(12 * MIB);
    expect(starts.filter((start) => reader.holds(start, start + 4 * MIB))).toHaveLength(3);
    for (const [at, start] of starts.entries())
      expect(reads[at]?.equals(source.bytes.subarray(start, start + 4 * MIB))).toBe(true);
  });

  it('holds no more of what is prefetched than there is room for, and allocates no more', async () => {
    const size = 22 * MIB;
    const { reader, lender, source } = readerOf(size, { requests: 10, bytes: 2 * size });
    const extents = [1, 11].map((start) => ({ start: start * MIB, end: (start + 9) * MIB }));
    await reader.prefetch(extents, 1);
    expect(lender.mostBytes).toBe(9 * MIB);
    expect(reader.holds(MIB, 10 * MIB)).toBe(true);
    expect(await reader.read(11 * MIB, 1000)).toEqual(source.bytes.subarray(11 * MIB, 11 * MIB + 1000));
  });
});
