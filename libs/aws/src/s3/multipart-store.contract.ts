import { beforeEach, describe, expect, it } from '@jest/globals';
import { MIN_PART_BYTES, type MultipartStore, type ObjectStore, type PutPart } from '#core';

export interface MultipartStoreUnderTest {
  readonly store: MultipartStore;
  /** The objects of the same bucket. */
  readonly objects: ObjectStore;
  /** Writes an object; its ETag. */
  readonly put: (key: string, bytes: Uint8Array) => Promise<string>;
  /** A client sends a part; its ETag. */
  readonly putPart: (key: string, uploadId: string, number: number, bytes: Uint8Array) => Promise<string>;
}

const KEY = 'incoming/acme/a';
const FIRST = Buffer.alloc(MIN_PART_BYTES, 'a');
const LAST = Buffer.from('the last part');
const WHOLE = Buffer.concat([FIRST, LAST]);
const DESCRIBED = { contentType: 'application/zip', metadata: { policy: 'archives' } };
const NOBODYS_ETAG = '"00000000000000000000000000000000"';

/** What every {@link MultipartStore} promises. `make` arranges one with nothing in it. */
export function describeMultipartStore(name: string, make: () => Promise<MultipartStoreUnderTest>): void {
  describe(`${name} as a multipart store`, () => {
    let store: MultipartStore;
    let objects: ObjectStore;
    let put: MultipartStoreUnderTest['put'];
    let putPart: MultipartStoreUnderTest['putPart'];
    beforeEach(async () => {
      ({ store, objects, put, putPart } = await make());
    });
    const begun = (key = KEY): Promise<string> => store.begin(key, DESCRIBED);
    const filled = async (key = KEY): Promise<{ uploadId: string; parts: PutPart[] }> => {
      const uploadId = await begun(key);
      const etags = [await putPart(key, uploadId, 1, FIRST), await putPart(key, uploadId, 2, LAST)];
      return { uploadId, parts: etags.map((etag, index) => ({ number: index + 1, etag })) };
    };

    it('puts an object together that is what was said at its beginning', async () => {
      const { uploadId, parts } = await filled();
      const completed = await store.complete(KEY, uploadId, parts);
      if (typeof completed === 'string') throw new Error(completed);
      expect(completed.etag).toMatch(/-2"$/);
      expect(await objects.head(KEY)).toMatchObject({ ...completed, ...DESCRIBED, size: WHOLE.length });
    });

    it('shows nothing before', async () => {
      await filled();
      expect(await objects.head(KEY)).toBeUndefined();
    });

    it('tells which parts are there, the later of two with one number', async () => {
      const uploadId = await begun();
      await putPart(KEY, uploadId, 2, FIRST);
      const last = await putPart(KEY, uploadId, 2, LAST);
      const first = await putPart(KEY, uploadId, 1, FIRST);
      expect(await store.parts(KEY, uploadId)).toEqual([
        { number: 1, etag: first, size: FIRST.length },
        { number: 2, etag: last, size: LAST.length },
      ]);
    });

    it('completes only where nothing is, and goes on waiting', async () => {
      const { uploadId, parts } = await filled();
      const etag = await put(KEY, LAST);
      expect(await store.complete(KEY, uploadId, parts)).toBe('exists');
      expect((await objects.head(KEY))?.etag).toBe(etag);
      expect(await store.parts(KEY, uploadId)).toHaveLength(2);
    });

    it('does not complete what lacks a part', async () => {
      const { uploadId, parts } = await filled();
      const lacking = [...parts.slice(0, 1), { number: 3, etag: NOBODYS_ETAG }];
      await expect(store.complete(KEY, uploadId, lacking)).rejects.toThrow('InvalidPart');
      expect(await objects.head(KEY)).toBeUndefined();
    });

    it('has nothing left of what was completed, or aborted', async () => {
      const completed = await filled();
      await store.complete(KEY, completed.uploadId, completed.parts);
      const aborted = await filled('incoming/acme/b');
      await store.abort('incoming/acme/b', aborted.uploadId);
      expect(await store.parts(KEY, completed.uploadId)).toBe('gone');
      expect(await store.parts('incoming/acme/b', aborted.uploadId)).toBe('gone');
      expect(await store.complete('incoming/acme/b', aborted.uploadId, aborted.parts)).toBe('gone');
      expect(await objects.head('incoming/acme/b')).toBeUndefined();
      expect((await store.list('incoming/', {})).uploads).toEqual([]);
    });

    it('aborts again what was aborted', async () => {
      const uploadId = await begun();
      await store.abort(KEY, uploadId);
      await expect(store.abort(KEY, uploadId)).resolves.toBeUndefined();
    });

    it('knows an upload by its key only', async () => {
      const { uploadId, parts } = await filled();
      expect(await store.parts('incoming/acme/b', uploadId)).toBe('gone');
      expect(await store.complete('incoming/acme/b', uploadId, parts)).toBe('gone');
      await store.abort('incoming/acme/b', uploadId);
      expect(await store.parts(KEY, uploadId)).toHaveLength(2);
    });

    it('lists what is unfinished, by prefix and page', async () => {
      const a = await begun();
      const ab = await begun('incoming/acme/ab');
      await begun('clean/acme/a');
      const { uploads, next } = await store.list('incoming/', {});
      expect(next).toBeUndefined();
      expect(uploads).toEqual([
        { key: KEY, uploadId: a, initiatedAt: expect.any(Date) },
        { key: 'incoming/acme/ab', uploadId: ab, initiatedAt: expect.any(Date) },
      ]);
      const rest = await store.list('incoming/', { after: uploads[0] });
      expect(rest.uploads.map(({ key }) => key)).toEqual(['incoming/acme/ab']);
    });

    it('copies stretches of the object that was checked', async () => {
      const ifMatch = await put('incoming/acme/a b+c', WHOLE);
      const uploadId = await begun('clean/acme/a');
      const copy = (number: number, start: number, length: number) =>
        store.copyPart('clean/acme/a', uploadId, {
          number,
          from: 'incoming/acme/a b+c',
          ifMatch,
          start,
          length,
        });
      const parts = [await copy(1, 0, FIRST.length), await copy(2, FIRST.length, LAST.length)] as PutPart[];
      await store.complete('clean/acme/a', uploadId, parts);
      const range = await objects.open('clean/acme/a', { start: FIRST.length - 2 }, {});
      if (typeof range === 'string') throw new Error(range);
      const chunks: Uint8Array[] = [];
      for await (const chunk of range.body) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString()).toBe('aathe last part');
    });

    it('copies nothing of another object, of none, and into none', async () => {
      const ifMatch = await put(KEY, LAST);
      const uploadId = await begun('clean/acme/a');
      const copy = { number: 1, from: KEY, ifMatch, start: 0, length: 1 };
      const to = (changed: Partial<typeof copy>, id = uploadId) =>
        store.copyPart('clean/acme/a', id, { ...copy, ...changed });
      expect(await to({ ifMatch: NOBODYS_ETAG })).toBe('refused');
      expect(await to({ from: 'incoming/acme/nowhere' })).toBe('refused');
      await store.abort('clean/acme/a', uploadId);
      expect(await to({})).toBe('gone');
    });

    it.each<[string, (signal: AbortSignal) => Promise<unknown>]>([
      ['begin', (signal) => store.begin(KEY, DESCRIBED, signal)],
      ['list', (signal) => store.list('a/', { signal })],
      ['parts', (signal) => store.parts(KEY, 'u', signal)],
      [
        'copyPart',
        (signal) =>
          store.copyPart(KEY, 'u', { number: 1, from: 'a', ifMatch: '"e"', start: 0, length: 1 }, signal),
      ],
      ['complete', (signal) => store.complete(KEY, 'u', [{ number: 1, etag: '"e"' }], signal)],
      ['abort', (signal) => store.abort(KEY, 'u', signal)],
    ])('%s ends with the reason of its signal', async (_, call) => {
      await expect(call(AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
    });
  });
}
