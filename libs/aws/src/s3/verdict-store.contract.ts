import { beforeEach, describe, expect, it } from '@jest/globals';
import { MAX_VERDICT_BYTES, type UploadRef, type VerdictStore } from '#core';
import { anUpload, aRejectedVerdict, aValidatedVerdict } from '#testing';

export interface VerdictStoreUnderTest {
  readonly store: VerdictStore;
  /** What somebody else wrote where the verdict belongs. */
  readonly put: (upload: UploadRef, document: string) => Promise<void>;
}

/** What every {@link VerdictStore} promises. */
export function describeVerdictStore(name: string, make: () => Promise<VerdictStoreUnderTest>): void {
  describe(`${name} as a verdict store`, () => {
    const erased = { schema: 1, status: 'erased', erasedAt: '2030-01-02T00:00:00.000Z' } as const;
    let upload: UploadRef;
    let store: VerdictStore;
    let put: VerdictStoreUnderTest['put'];
    beforeEach(async () => {
      upload = anUpload();
      ({ store, put } = await make());
    });

    it('finds nothing where nothing was decided', async () => {
      expect(await store.find(upload)).toBeUndefined();
    });

    it('finds what was decided, whole', async () => {
      const verdict = aValidatedVerdict(upload, {
        filename: 'Änderung 🎉.pdf',
        checksum: { algorithm: 'sha256', value: 'uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=' },
        metadata: { 'order-id': 'größe "5"' },
        warnings: [{ code: 'old-version', detail: 'PDF 1.0' }],
      });
      expect(await store.create(upload, verdict)).toBe('created');
      expect((await store.find(upload))?.verdict).toEqual(verdict);
    });

    it('says by its own clock when it was decided, and when that was replaced', async () => {
      await store.create(upload, aRejectedVerdict());
      const { etag = '', lastModified } = (await store.find(upload)) ?? {};
      expect(lastModified).toBeInstanceOf(Date);
      await store.replace(upload, erased, etag);
      const replaced = (await store.find(upload))?.lastModified;
      expect(replaced?.getTime()).toBeGreaterThanOrEqual(lastModified?.getTime() ?? Infinity);
    });

    it('keeps the first decision', async () => {
      const first = aRejectedVerdict();
      await store.create(upload, first);
      expect(await store.create(upload, aValidatedVerdict(upload))).toBe('exists');
      expect((await store.find(upload))?.verdict).toEqual(first);
    });

    it('lets one of several who decide at once win', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, (_, n) =>
          store.create(upload, aValidatedVerdict(upload, { filename: `${n}` })),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
    });

    it('keeps uploads apart', async () => {
      await store.create(upload, aRejectedVerdict());
      expect(await store.find(anUpload())).toBeUndefined();
      expect(await store.find({ ...upload, tenant: 'other' })).toBeUndefined();
    });

    it('replaces the verdict that the ETag names', async () => {
      await store.create(upload, aRejectedVerdict());
      const { etag = '' } = (await store.find(upload)) ?? {};
      expect(await store.replace(upload, erased, etag)).toBe('replaced');
      expect((await store.find(upload))?.verdict).toEqual(erased);
    });

    it('does not replace a verdict that somebody replaced first', async () => {
      await store.create(upload, aRejectedVerdict());
      const { etag = '' } = (await store.find(upload)) ?? {};
      await store.replace(upload, erased, etag);
      expect(await store.replace(upload, aRejectedVerdict({ filename: 'late' }), etag)).toBe('changed');
      expect((await store.find(upload))?.verdict).toEqual(erased);
    });

    it('does not replace what is not there', async () => {
      expect(await store.replace(upload, erased, '"e"')).toBe('changed');
      expect(await store.find(upload)).toBeUndefined();
    });

    it.each([
      ['what is not a verdict', '{"status":"validated"}', 'is not a verdict'],
      ['a schema it does not know', '{"schema":7,"status":"held"}', 'is of schema 7'],
      ['an empty document', '', 'is not JSON'],
      ['more bytes than a verdict can have', ' '.repeat(MAX_VERDICT_BYTES + 1), 'exceeds 65536 bytes'],
    ])('refuses to read %s', async (_, document, message) => {
      await put(upload, document);
      await expect(store.find(upload)).rejects.toMatchObject({
        code: 'undecidable',
        message: expect.stringContaining(message),
      });
    });

    it.each<[string, (signal: AbortSignal) => Promise<unknown>]>([
      ['find', (signal) => store.find(upload, signal)],
      ['create', (signal) => store.create(upload, erased, signal)],
      ['replace', (signal) => store.replace(upload, erased, '"e"', signal)],
    ])('%s ends with the reason of its signal', async (_, call) => {
      await expect(call(AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
    });
  });
}
