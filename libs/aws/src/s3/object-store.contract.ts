import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ObjectMetadata, ObjectStore, OpenRange, Promotion, ReadMiss } from '#core';

export interface ObjectStoreUnderTest {
  readonly store: ObjectStore;
  readonly put: (
    key: string,
    bytes: Uint8Array,
    stored?: { contentType?: string; metadata?: ObjectMetadata },
  ) => Promise<{ readonly etag: string }>;
}

/** What this endpoint is known not to do; the name of the test says so where it is left out. */
export interface KnownGaps {
  /** Why a CopyObject with `If-None-Match: *` overwrites here. */
  readonly overwritingCopy?: string;
}

const HELLO = Buffer.from('hello world');
const NOWHERE = 'incoming/acme/nowhere';

/** What every {@link ObjectStore} promises. `make` arranges one with nothing in it. */
export function describeObjectStore(
  name: string,
  make: () => Promise<ObjectStoreUnderTest>,
  gaps: KnownGaps = {},
): void {
  describe(`${name} as an object store`, () => {
    let store: ObjectStore;
    let put: ObjectStoreUnderTest['put'];
    beforeEach(async () => {
      ({ store, put } = await make());
    });
    const promotion = (from: { readonly etag: string }, rest: Partial<Promotion> = {}): Promotion => ({
      from: 'incoming/acme/a',
      ifMatch: from.etag,
      to: 'clean/acme/a',
      contentType: 'application/pdf',
      contentDisposition: 'attachment; filename="a.pdf"',
      metadata: { policy: 'documents' },
      ...rest,
    });

    describe('opening a range', () => {
      it('gives the bytes of the range and no more', async () => {
        await put('incoming/acme/a', HELLO);
        const range = await store.open('incoming/acme/a', { start: 2, length: 5 }, {});
        expect(await textOf(range)).toBe('llo w');
      });

      it('gives the rest of the object when no length is asked for', async () => {
        await put('incoming/acme/a', HELLO);
        expect(await textOf(await store.open('incoming/acme/a', { start: 6 }, {}))).toBe('world');
      });

      it('ends with the object when the range goes beyond it', async () => {
        await put('incoming/acme/a', HELLO);
        expect(await textOf(await store.open('incoming/acme/a', { start: 6, length: 99 }, {}))).toBe('world');
      });

      it('describes the whole object', async () => {
        const stored = {
          contentType: 'application/pdf',
          metadata: { policy: 'documents', filename: 'a%20b' },
        };
        const { etag } = await put('incoming/acme/a', HELLO, stored);
        const { object } = opened(await store.open('incoming/acme/a', { start: 0, length: 1 }, {}));
        expect(object).toEqual({ ...stored, etag, size: 11, lastModified: expect.any(Date) });
      });

      it('describes an empty object and gives an empty body', async () => {
        await put('incoming/acme/a', Buffer.alloc(0), { contentType: 'text/plain' });
        const range = opened(await store.open('incoming/acme/a', { start: 0, length: 16 }, {}));
        expect(range.object).toMatchObject({ size: 0, contentType: 'text/plain' });
        expect(await textOf(range)).toBe('');
      });

      it('gives an empty body from behind the end', async () => {
        await put('incoming/acme/a', HELLO);
        expect(await textOf(await store.open('incoming/acme/a', { start: 11 }, {}))).toBe('');
      });

      it('reads on while the object is the one it was pinned to', async () => {
        const { etag } = await put('incoming/acme/a', HELLO);
        const range = await store.open('incoming/acme/a', { start: 0 }, { ifMatch: etag });
        expect(await textOf(range)).toBe('hello world');
      });

      it('says that the object changed', async () => {
        const { etag } = await put('incoming/acme/a', HELLO);
        await put('incoming/acme/a', Buffer.from('other words'));
        expect(await store.open('incoming/acme/a', { start: 0 }, { ifMatch: etag })).toBe('changed');
      });

      it('says that the object changed into an empty one', async () => {
        const { etag } = await put('incoming/acme/a', HELLO);
        await put('incoming/acme/a', Buffer.alloc(0));
        expect(await store.open('incoming/acme/a', { start: 0 }, { ifMatch: etag })).toBe('changed');
      });

      it('says that there is no object', async () => {
        expect(await store.open(NOWHERE, { start: 0 }, {})).toBe('absent');
        expect(await store.open(NOWHERE, { start: 0 }, { ifMatch: '"e"' })).toBe('absent');
      });

      it('leaves a body unread without harm', async () => {
        await put('incoming/acme/a', HELLO);
        const { body } = opened(await store.open('incoming/acme/a', { start: 0 }, {}));
        await body[Symbol.asyncIterator]().return?.();
        expect(await textOf(await store.open('incoming/acme/a', { start: 6 }, {}))).toBe('world');
      });

      it.each([{ start: -1 }, { start: 0, length: 0 }])('refuses %j, which is no range', async (range) => {
        await put('incoming/acme/a', HELLO);
        await expect(store.open('incoming/acme/a', range, {})).rejects.toThrow(RangeError);
      });
    });

    describe('looking at an object', () => {
      it('describes it', async () => {
        const stored = { contentType: 'image/png', metadata: { policy: 'images' } };
        const { etag } = await put('clean/acme/a', HELLO, stored);
        expect(await store.head('clean/acme/a')).toEqual({
          ...stored,
          etag,
          size: 11,
          lastModified: expect.any(Date),
        });
      });

      it('says that there is none', async () => {
        expect(await store.head(NOWHERE)).toBeUndefined();
      });
    });

    describe('promoting', () => {
      it('copies the bytes', async () => {
        const source = await put('incoming/acme/a', HELLO);
        await store.promote(promotion(source));
        expect(await textOf(await store.open('clean/acme/a', { start: 0 }, {}))).toBe('hello world');
      });

      it('replaces type and metadata by what was found', async () => {
        const claimed = { contentType: 'text/html', metadata: { filename: 'claimed' } };
        await store.promote(promotion(await put('incoming/acme/a', HELLO, claimed)));
        expect(await store.head('clean/acme/a')).toMatchObject({
          contentType: 'application/pdf',
          metadata: { policy: 'documents' },
        });
      });

      it('answers with the ETag of the new object', async () => {
        const promoted = await store.promote(promotion(await put('incoming/acme/a', HELLO)));
        expect(promoted).toEqual({ etag: (await store.head('clean/acme/a'))?.etag });
      });

      it('leaves the source where it is', async () => {
        await store.promote(promotion(await put('incoming/acme/a', HELLO)));
        expect(await store.head('incoming/acme/a')).toMatchObject({ size: 11 });
      });

      it('is refused when the source is not the one that was checked', async () => {
        const checked = await put('incoming/acme/a', HELLO);
        await put('incoming/acme/a', Buffer.from('other words'));
        expect(await store.promote(promotion(checked))).toBe('refused');
        expect(await store.head('clean/acme/a')).toBeUndefined();
      });

      it('is refused when the source is gone', async () => {
        const checked = await put('incoming/acme/a', HELLO);
        await store.delete('incoming/acme/a');
        expect(await store.promote(promotion(checked))).toBe('refused');
      });

      const { overwritingCopy } = gaps;
      (overwritingCopy === undefined ? it : it.skip)(
        `is refused where something is, and leaves it${overwritingCopy === undefined ? '' : ` (skipped: ${overwritingCopy})`}`,
        async () => {
          const kept = await put('clean/acme/a', Buffer.from('first'));
          expect(await store.promote(promotion(await put('incoming/acme/a', HELLO)))).toBe('refused');
          expect((await store.head('clean/acme/a'))?.etag).toBe(kept.etag);
        },
      );

      it('finds a source whose key needs encoding', async () => {
        const from = 'incoming/acme/a b+c%20d/ü?versionId=1';
        const source = await put(from, HELLO);
        expect(await store.promote(promotion(source, { from }))).toEqual({ etag: source.etag });
      });
    });

    describe('deleting', () => {
      it('leaves nothing', async () => {
        await put('incoming/acme/a', HELLO);
        await store.delete('incoming/acme/a');
        expect(await store.head('incoming/acme/a')).toBeUndefined();
      });

      it('succeeds where nothing is', async () => {
        await expect(store.delete(NOWHERE)).resolves.toBeUndefined();
      });
    });

    describe('listing', () => {
      const keysOf = async (prefix: string, after?: string): Promise<string[]> =>
        (await store.list(prefix, { after })).objects.map(({ key }) => key);

      it('gives the keys of the prefix in UTF-8 order', async () => {
        for (const key of ['a/😀', 'a/￼', 'a/Z', 'b/1', 'a/a']) await put(key, HELLO);
        expect(await keysOf('a/')).toEqual(['a/Z', 'a/a', 'a/￼', 'a/😀']);
      });

      it('says when each was written, as a HEAD does, to the second', async () => {
        await put('a/1', HELLO);
        const lastModified = (await store.head('a/1'))?.lastModified;
        const [listed] = (await store.list('a/', {})).objects;
        expect(Math.floor(Number(listed?.lastModified) / 1000)).toBe(Math.floor(Number(lastModified) / 1000));
      });

      it('continues after a key, there or not', async () => {
        for (const key of ['a/1', 'a/3']) await put(key, HELLO);
        expect(await keysOf('a/', 'a/1')).toEqual(['a/3']);
        expect(await keysOf('a/', 'a/2')).toEqual(['a/3']);
      });

      it('has no next page when the list is complete', async () => {
        await put('a/1', HELLO);
        expect((await store.list('a/', {})).next).toBeUndefined();
        expect((await store.list('none/', {})).next).toBeUndefined();
      });

      it('gives at most 1,000 a page, and every key once', async () => {
        const keys = Array.from({ length: 1001 }, (_, n) => `a/${String(n).padStart(4, '0')}`);
        for (let n = 0; n < keys.length; n += 20)
          await Promise.all(keys.slice(n, n + 20).map((key) => put(key, HELLO)));
        const first = await store.list('a/', {});
        expect(first.objects).toHaveLength(1000);
        expect([...first.objects.map(({ key }) => key), ...(await keysOf('a/', first.next))]).toEqual(keys);
      }, 60_000);
    });

    it.each<[string, (signal: AbortSignal) => Promise<unknown>]>([
      ['open', (signal) => store.open(NOWHERE, { start: 0 }, { signal })],
      ['head', (signal) => store.head(NOWHERE, signal)],
      ['promote', (signal) => store.promote(promotion({ etag: '"e"' }), signal)],
      ['delete', (signal) => store.delete(NOWHERE, signal)],
      ['list', (signal) => store.list('a/', { signal })],
    ])('%s ends with the reason of its signal', async (_, call) => {
      await expect(call(AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
    });
  });
}

function opened(range: OpenRange | ReadMiss): OpenRange {
  if (typeof range === 'string') throw new Error(range);
  return range;
}

async function textOf(range: OpenRange | ReadMiss): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of opened(range).body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
