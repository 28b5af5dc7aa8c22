import { describe, expect, it } from '@jest/globals';
import { deflateSync } from 'node:zlib';
import { Memory } from '../../reading/memory/memory.js';
import { GenerousLender } from '../../reading/memory/spec-support/lender.js';
import { Pace } from '../../reading/pace.js';
import { inflate } from './inflate.js';

const MIB = 1024 * 1024;
const pace = (): Pace => new Pace(new AbortController().signal);
const content = Buffer.alloc(MIB, '8 0 ');

describe('inflate', () => {
  it('takes memory for what came out and for putting it together, and keeps that of the whole', async () => {
    const lender = new GenerousLender();
    expect(await inflate(deflateSync(content), MIB, pace(), new Memory(lender))).toEqual(content);
    expect([lender.mostBytes, lender.lentBytes]).toEqual([2 * MIB, MIB]);
  });

  it('waits for memory while it inflates, not when all has come out', async () => {
    const asked: number[] = [];
    const refusing = {
      take: async (bytes: number) => {
        asked.push(bytes);
        if (asked.length > 2) throw new Error('no more');
      },
      giveBack: () => undefined,
    };
    const bytes = deflateSync(Buffer.alloc(16 * MIB, 1));
    await expect(inflate(bytes, 16 * MIB, pace(), new Memory(refusing))).rejects.toThrow('no more');
    expect(Math.max(...asked)).toBeLessThanOrEqual(2.1 * MIB);
  });

  it('is too large past what is allowed, whoever lends', async () => {
    const lender = new GenerousLender();
    expect(await inflate(deflateSync(content), MIB - 1, pace(), new Memory(lender))).toBe('too-large');
  });
});
