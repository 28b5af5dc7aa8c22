import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Pace } from './pace.js';
import { enoughMemory } from './memory/spec-support/lender.js';
import { RangeReader } from './range-reader.js';
import type { Subject } from '../inspection/check.js';
import { RangeCursor, cursorReads } from './range-cursor.js';

const OBJECT = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * 7919) >> 8));

/** Over a source whose chunks have that many bytes. */
function aCursor(chunkBytes: number): RangeCursor {
  const { signal } = new AbortController();
  const pace = new Pace(signal);
  const source = {
    size: OBJECT.length,
    first: OBJECT.subarray(0, 1000),
    open: async (start: number, length: number) => {
      await Promise.resolve();
      return (async function* () {
        for (let at = start; at < start + length; at += chunkBytes)
          yield await Promise.resolve(OBJECT.subarray(at, Math.min(start + length, at + chunkBytes)));
      })();
    },
  };
  const reader = new RangeReader(source, cursorReads(source.size), pace, signal, enoughMemory());
  return new RangeCursor({ reader, pace, size: source.size } as unknown as Subject);
}

describe('a cursor', () => {
  it('sees the same bytes by ranges and in a stream, whatever the chunks of the source', async () => {
    const steps = fc.array(fc.record({ peek: fc.nat(300), skip: fc.nat(40_000) }), {
      minLength: 150,
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 500, max: 100_000 }), async (all, chunkBytes) => {
        const cursor = aCursor(chunkBytes);
        for (const { peek, skip } of all) {
          if (cursor.left <= 0) break;
          const { position } = cursor;
          expect((await cursor.peek(peek)).equals(OBJECT.subarray(position, position + peek))).toBe(true);
          cursor.skip(Math.min(skip, cursor.left));
        }
        await cursor.close();
      }),
      { numRuns: 30 },
    );
  });
});
