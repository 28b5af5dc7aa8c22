import { describe, expect, it } from '@jest/globals';
import { s3Error, scriptedClients, type ScriptedAnswer } from '#testing/cloud';
import { S3MultipartStore } from './s3-multipart-store.js';

const storeOn = (...script: (ScriptedAnswer | Error)[]) => {
  const { clients, requests } = scriptedClients(...script);
  return { store: new S3MultipartStore('airlock', clients.s3, clients.s3Copies), requests };
};
const PARTS = [{ number: 1, etag: '"e"' }];
const COMPLETED = {
  status: 200,
  body: '<CompleteMultipartUploadResult><ETag>"e-1"</ETag></CompleteMultipartUploadResult>',
};

describe('S3MultipartStore', () => {
  it.each([['500', s3Error(500, 'InternalError')] as const, ['no answer', new Error('reset')] as const])(
    'begins an upload once only, whatever comes of it: %s',
    async (_, answer) => {
      const { store, requests } = storeOn(answer);
      const begun = store.begin('a', { contentType: 'a/b', metadata: {} });
      await expect(begun).rejects.toMatchObject({ code: 'dependency-unavailable' });
      expect(requests).toHaveLength(1);
    },
  );

  it('completes only where nothing is', async () => {
    const { store, requests } = storeOn(COMPLETED);
    expect(await store.complete('a', 'u', PARTS)).toEqual({ etag: '"e-1"' });
    expect(requests[0]?.headers['if-none-match']).toBe('*');
  });

  it('does not take an answer of 200 with an error in it for a completion', async () => {
    const { store } = storeOn({ ...s3Error(500, 'InternalError'), status: 200 });
    await expect(store.complete('a', 'u', PARTS)).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });

  it('tries again to complete what met another request', async () => {
    const { store, requests } = storeOn(s3Error(409, 'ConditionalRequestConflict'), COMPLETED);
    expect(await store.complete('a', 'u', PARTS)).toEqual({ etag: '"e-1"' });
    expect(requests).toHaveLength(2);
  });

  it('takes a refusal for no absence', async () => {
    const { store } = storeOn(s3Error(403, 'AccessDenied'));
    await expect(store.parts('a', 'u')).rejects.toMatchObject({ code: 'dependency-unavailable' });
    await expect(store.abort('a', 'u')).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });
});
