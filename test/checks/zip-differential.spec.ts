import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BlobReader, configure, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { genuineOffice } from './genuine/office.js';
import { aDocument } from './office-builder.js';
import { inspect } from './inspect.js';
import { DOCX } from './sample.js';
import { buildZip } from './zip-builder.js';

configure({ useWebWorkers: false });

/** Every file of the archive by name, as zip.js reads it when it is as strict as it can be; undefined if it refuses. */
async function strictContents(bytes: Buffer): Promise<Map<string, string> | undefined> {
  const zip = new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)])), {
    strictness: 'strict',
    checkSignature: true,
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

async function isAccepted(bytes: Buffer): Promise<boolean> {
  return !('rejection' in (await inspect(bytes, DOCX)).result);
}

describe('what is accepted as an Office file', () => {
  it.each(genuineOffice)('zip.js reads as well, at its strictest: $name', async (sample) => {
    expect(await strictContents(await sample.bytes())).toBeDefined();
  });

  it('means the same as before, whatever was mutated', async () => {
    const original = buildZip(
      aDocument()
        .entries()
        .map((entry, i) => ({ ...entry, descriptor: i === 0 ? undefined : 'signed' })),
    );
    const contents = await strictContents(original);
    const mutation = fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(mutation, async (changes) => {
        const mutated = Buffer.from(original);
        for (const [at, value] of changes) mutated[at] = value;
        if (await isAccepted(mutated)) expect(await strictContents(mutated)).toEqual(contents);
      }),
      { numRuns: 150 },
    );
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

  it('is alone: with anything before or after it, it is refused', async () => {
    const original = aDocument().bytes();
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(bytes, async (other) => {
        expect(await isAccepted(Buffer.concat([other, original]))).toBe(false);
        expect(await isAccepted(Buffer.concat([original, other]))).toBe(false);
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
