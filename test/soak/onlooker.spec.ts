import { describe, expect, it } from '@jest/globals';
import { sawUnchecked } from './onlooker.js';

const GOOD = { bytes: Buffer.from('%PDF-1.7 good'), isGood: true };
const BAD = { bytes: Buffer.from('MZ bad'), isGood: false };

/** What stands in clean/ at each look; the end comes with the last. */
async function looks(document: typeof GOOD, ...seen: (Buffer | undefined)[]): Promise<boolean> {
  const end = Promise.withResolvers<void>();
  let look = 0;
  const cleanBytes = async (): Promise<Buffer | undefined> => {
    if (look >= seen.length - 1) end.resolve();
    return seen[Math.min(look++, seen.length - 1)];
  };
  return sawUnchecked({ cleanBytes }, 'id', document, end.promise);
}

describe('an onlooker', () => {
  it('is content with nothing, and with the bytes of a genuine document', async () => {
    expect(await looks(GOOD, undefined, undefined, GOOD.bytes)).toBe(false);
    expect(await looks(BAD, undefined, undefined)).toBe(false);
  });

  it('sees what stood there only for a moment', async () => {
    expect(await looks(BAD, undefined, BAD.bytes, undefined)).toBe(true);
    expect(await looks(GOOD, undefined, BAD.bytes, GOOD.bytes)).toBe(true);
  });

  it('sees bad bytes even if they are the ones that were sent', async () => {
    expect(await looks(BAD, BAD.bytes)).toBe(true);
  });

  it('ends when what it waits for fails', async () => {
    const end = Promise.reject(new Error('no verdict'));
    expect(await sawUnchecked({ cleanBytes: async () => undefined }, 'id', GOOD, end)).toBe(false);
  });
});
