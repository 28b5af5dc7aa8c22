import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  BlobReader,
  configure,
  Uint8ArrayWriter,
  ZipReader,
  type ZipReaderConstructorOptions,
} from '@zip.js/zip.js';
import { genuineOffice } from './genuine/office.js';
import { aDocument } from './office-builder.js';
import { inspect } from './inspect.js';
import { DOCX } from './sample.js';
import { buildZip } from './zip-builder.js';

configure({ useWebWorkers: false });

const LOCAL_HEADER_BYTES = 30;

/** Every file of the archive by name, as zip.js reads it; undefined if it refuses. */
async function contentsOf(
  bytes: Buffer,
  options: ZipReaderConstructorOptions,
): Promise<Map<string, string> | undefined> {
  const zip = new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)])), {
    checkSignature: true,
    ...options,
  });
  try {
    const contents = new Map<string, string>();
    for (const entry of await zip.getEntries()) {
      const data = entry.directory ? undefined : await entry.getData(new Uint8ArrayWriter());
      contents.set(entry.filename, Buffer.from(data ?? []).toString('base64'));
    }
    return contents;
  } catch {
    return undefined;
  }
}

const strictContents = (bytes: Buffer) => contentsOf(bytes, { strictness: 'strict' });
/** Only a strict reader minds flags that differ between an entry and the directory. */
const looseContents = (bytes: Buffer) => contentsOf(bytes, { strictness: 'tolerant' });

async function isAccepted(bytes: Buffer): Promise<boolean> {
  return !('rejection' in (await inspect(bytes, DOCX)).result);
}

describe('what is accepted as an Office file', () => {
  it.each(genuineOffice)('zip.js reads as well, at its strictest: $name', async (sample) => {
    expect(await strictContents(await sample.bytes())).toBeDefined();
  });

  it('means the same as before, whichever bit of it is another', async () => {
    const original = buildZip(
      aDocument()
        .entries()
        .map((entry, i) => ({ ...entry, descriptor: i === 0 ? undefined : 'signed' })),
    );
    const contents = await strictContents(original);
    // One entry's headers are like another's: the last one's and the end record by default, all in a long run.
    const isLong = process.env.LONG_TESTS !== undefined;
    const [lastHeader, lastListed] = ['PK\x03\x04', 'PK\x01\x02'].map((mark) => original.lastIndexOf(mark));
    const isLooked = (at: number): boolean =>
      isLong || at >= lastListed! || (at >= lastHeader! && at < lastHeader! + LOCAL_HEADER_BYTES);
    let accepted = 0;
    for (let bit = 0; bit < 8 * original.length; bit++) {
      if (!isLooked(bit >> 3)) continue;
      const mutated = Buffer.from(original);
      mutated[bit >> 3]! ^= 1 << (bit & 7);
      if (!(await isAccepted(mutated))) continue;
      accepted += 1;
      const read = (await strictContents(mutated)) ?? (await looseContents(mutated));
      expect([bit, read]).toEqual([bit, contents]);
    }
    // Times, versions and most attributes are nobody's business; were it fewer, this would show nothing.
    expect(accepted).toBeGreaterThan(50);
  });

  it('is whole: every truncation is refused', async () => {
    const original = aDocument().bytes();
    await fc.assert(
      fc.asyncProperty(fc.nat(original.length - 1), async (length) => {
        expect(await isAccepted(original.subarray(0, length))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('is alone: with anything before it, or anything but zeros after it, it is refused', async () => {
    const original = aDocument().bytes();
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(bytes, async (other) => {
        expect(await isAccepted(Buffer.concat([other, original]))).toBe(false);
        expect(await isAccepted(Buffer.concat([original, other]))).toBe(other.every((byte) => byte === 0));
      }),
      { numRuns: 50 },
    );
  });

  it('is never the middle of two spliced archives', async () => {
    const [one, other] = [aDocument('<w:p/>').bytes(), aDocument().bytes()];
    await fc.assert(
      fc.asyncProperty(fc.nat(one.length - 1), fc.nat(other.length - 1), async (end, start) => {
        const spliced = Buffer.concat([one.subarray(0, end), other.subarray(start)]);
        if (await isAccepted(spliced)) expect([one, other].some((whole) => whole.equals(spliced))).toBe(true);
      }),
      { numRuns: 80 },
    );
  });
});
