import { describe, expect, it } from '@jest/globals';
import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { BudgetExceeded } from '../budget-exceeded.js';
import { Pace } from '../pace.js';
import { Inflater } from './inflater.js';

const MIB = 1024 * 1024;
const pace = (): Pace => new Pace(new AbortController().signal);

async function inflate(
  bytes: Buffer,
  {
    format = 'raw',
    maxBytes = MIB,
    sliceBytes = 1000,
  }: { format?: 'raw' | 'zlib'; maxBytes?: number; sliceBytes?: number } = {},
) {
  const inflater = new Inflater(format, maxBytes, pace());
  const output: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += sliceBytes)
    for await (const piece of inflater.write(bytes.subarray(at, at + sliceBytes))) output.push(piece);
  for await (const piece of inflater.finish()) output.push(piece);
  return { state: inflater.state, consumed: inflater.consumedBytes, output: Buffer.concat(output) };
}

describe('Inflater', () => {
  it.each([['raw', deflateRawSync] as const, ['zlib', deflateSync] as const])(
    'gives back what was deflated (%s), and says where it ended',
    async (format, deflate) => {
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ maxLength: 3000 }),
          fc.integer({ min: 1, max: 500 }),
          async (bytes, sliceBytes) => {
            const deflated = deflate(bytes);
            const followed = Buffer.concat([deflated, Buffer.from('what follows')]);
            const { state, consumed, output } = await inflate(followed, { format, sliceBytes });
            expect({ state, consumed }).toEqual({ state: 'ended', consumed: deflated.length });
            expect(output.equals(Buffer.from(bytes))).toBe(true);
          },
        ),
        { numRuns: 25 },
      );
    },
  );

  it('stops at its limit', async () => {
    const { state, output } = await inflate(deflateRawSync(Buffer.alloc(100 * MIB)), { maxBytes: 2 * MIB });
    expect(state).toBe('too-large');
    expect(output.length).toBeLessThanOrEqual(2 * MIB);
  });

  it('makes no more than was taken: 4 KiB at a time, however little it takes to make them', async () => {
    const inflater = new Inflater('raw', 100 * MIB, pace());
    const first = await inflater.write(deflateRawSync(Buffer.alloc(100 * MIB))).next();
    expect(first.value).toHaveLength(4096);
    expect(inflater.producedBytes).toBeLessThanOrEqual(16 * 1024);
    inflater.close();
  });

  it('counts what comes out, and stops at the cap of steps', async () => {
    const inflater = new Inflater('raw', MIB, new Pace(new AbortController().signal, MIB / 16 - 1));
    const inflateAll = async (): Promise<void> => {
      for await (const piece of inflater.write(deflateRawSync(Buffer.alloc(MIB)))) expect(piece[0]).toBe(0);
    };
    await expect(inflateAll()).rejects.toThrow(BudgetExceeded);
    inflater.close();
  });

  it('calls what is cut short or wrong corrupt, and never throws', async () => {
    const deflated = deflateRawSync(Buffer.from('some text to deflate, some text to deflate'));
    expect((await inflate(deflated.subarray(0, 10))).state).toBe('corrupt');
    expect((await inflate(Buffer.alloc(0))).state).toBe('corrupt');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (noise) => {
        expect(['ended', 'corrupt', 'too-large']).toContain((await inflate(Buffer.from(noise))).state);
      }),
      { numRuns: 50 },
    );
  });
});
