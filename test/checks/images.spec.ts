import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FIRST_READ_BYTES, findMediaType } from '#checks';
import { imageAttacks, remains } from './attacks/images.js';
import { genuineImages } from './genuine/images.js';
import { inspect, verdictOn } from './inspect.js';
import type { Sample } from './sample.js';

const CODES = /^[a-z]+(-[a-z]+)*$/;
const MAX_SMALL_BYTES = 20_000;

async function small(): Promise<{ bytes: Buffer; contentType: string; name: string }[]> {
  const written = genuineImages.filter(({ name }) => !name.includes('/') && !name.includes('large'));
  const all = await Promise.all(written.map(async (sample) => ({ ...sample, bytes: await sample.bytes() })));
  return all.filter(({ bytes }) => bytes.length < MAX_SMALL_BYTES);
}

describe('genuine images', () => {
  it.each(genuineImages)('are accepted: $contentType $name', async (sample) => {
    const { result, isWithinShare } = await inspect(await sample.bytes(), sample.contentType);
    expect(result).toMatchObject({ contentType: sample.contentType });
    expect(isWithinShare).toBe(true);
  });

  it.each(genuineImages.filter(({ name }) => name.includes('large')))(
    'are read once at most: $contentType $name',
    async (sample: Sample) => {
      const bytes = await sample.bytes();
      const { source } = await inspect(bytes, sample.contentType);
      expect(bytes.length).toBeGreaterThan(FIRST_READ_BYTES);
      const read = source.requests.reduce((sum, { length }) => sum + length, FIRST_READ_BYTES);
      expect(source.requests.length).toBeLessThanOrEqual(2);
      expect(read).toBeLessThanOrEqual(bytes.length);
    },
  );
});

describe('hostile images', () => {
  it('are held to the pixels of the policy', async () => {
    const [sample] = genuineImages;
    const bytes = await sample!.bytes();
    const claims = (maxPixels: number) => ({ policy: { maxPixels } });
    expect(await verdictOn(bytes, sample!.contentType, claims(24 * 24))).toBe('accepted');
    expect(await verdictOn(bytes, sample!.contentType, claims(24 * 24 - 1))).toBe('too-many-pixels');
  });
});

describe('the rest of a larger picture behind a smaller one', () => {
  it.each(remains)('is called by its name: $contentType $name', async (sample) => {
    const { result } = await inspect(await sample.bytes(), sample.contentType);
    const detail = expect.stringContaining('can be recovered');
    expect(result).toMatchObject({ rejection: { code: 'polyglot', detail } });
  });

  it.each(remains)('is not what another file is: $contentType $name', async (sample) => {
    const image = await sample.bytes();
    for (const other of [Buffer.concat([image, Buffer.from('<p>')]), Buffer.concat([image, image])]) {
      const { result } = await inspect(other, sample.contentType);
      const detail = expect.not.stringContaining('can be recovered');
      expect(result).toMatchObject({ rejection: { code: 'polyglot', detail } });
    }
  });
});

describe('every verdict on an image', () => {
  it('is an acceptance or a code, whatever was done to a genuine one', async () => {
    const samples = await small();
    const change = fc.record({
      at: fc.nat(),
      removed: fc.nat(12),
      inserted: fc.uint8Array({ maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        async ({ bytes, contentType }, changes) => {
          const changed = changes.reduce((before, { at, removed, inserted }) => {
            const place = at % (before.length + 1);
            return Buffer.concat([before.subarray(0, place), inserted, before.subarray(place + removed)]);
          }, bytes);
          expect(await verdictOn(changed, contentType)).toMatch(CODES);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is no acceptance of one that was cut anywhere', async () => {
    for (const { bytes, contentType, name } of await small()) {
      // What may be missing at the end is what may be there: zero bytes, a second picture, a video.
      if (/zero bytes|MPO|Galaxy|motion|Pixel|captions|behind it/.test(name)) continue;
      const step = Math.max(1, Math.floor(bytes.length / 20));
      for (let length = 0; length < bytes.length; length += length < bytes.length - 40 ? step : 1)
        expect([name, length, await verdictOn(bytes.subarray(0, length), contentType)]).not.toContain(
          'accepted',
        );
    }
  });

  it('is no acceptance of two in one, other than the JPEGs that phones write', async () => {
    const samples = await small();
    const wrong: string[] = [];
    for (const one of samples)
      for (const other of samples) {
        if (other.name.includes('fills a word')) continue; // whether a byte does depends on where the picture begins
        const verdict = await verdictOn(Buffer.concat([one.bytes, other.bytes]), one.contentType);
        const isMpo =
          one.contentType === 'image/jpeg' &&
          other.contentType === 'image/jpeg' &&
          !/Galaxy|motion|Pixel|captions|(?:padding|line end|blanks|word) behind it/.test(one.name) &&
          !/AFCP|several programs/.test(other.name); // which say where they stand
        if ((verdict === 'accepted') !== isMpo) wrong.push(`${one.name} + ${other.name}: ${verdict}`);
      }
    expect(wrong).toEqual([]);
  });

  it('does not depend on where one slice ends and the next begins', async () => {
    const hostile = await Promise.all(
      imageAttacks.map(async (attack) => ({ ...attack, bytes: await attack.bytes() })),
    );
    const samples = [...(await small()), ...hostile.filter(({ bytes }) => bytes.length < MAX_SMALL_BYTES)];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.integer({ min: 1, max: 50 }),
        async (sample, sliceBytes) => {
          const whole = await walked(sample, Infinity);
          expect(await walked(sample, sliceBytes)).toBe(whole);
        },
      ),
      { numRuns: 80 },
    );
  });
});

/** Of a test alone: nobody else wants a turn. */
const UNHURRIED = { breathe: async () => undefined, wait: <T>(pending: Promise<T>) => pending };

/** What the type's observers say of bytes that come in slices, and are written over once they were seen. */
async function walked(
  { bytes, contentType }: { bytes: Buffer; contentType: string },
  sliceBytes: number,
): Promise<string> {
  for (const check of findMediaType(contentType)?.wholeObjectChecks ?? []) {
    const observer = check.observe({ policy: {}, size: bytes.length, pace: UNHURRIED } as never);
    for (let at = 0; at < bytes.length; at += sliceBytes) {
      const slice = Buffer.from(bytes.subarray(at, Math.min(bytes.length, at + sliceBytes)));
      const result = await observer.consume(slice);
      slice.fill(0x55);
      if (result?.rejection !== undefined) return result.rejection.code;
    }
    const { rejection } = await observer.finish();
    if (rejection !== undefined) return rejection.code;
  }
  return 'accepted';
}
