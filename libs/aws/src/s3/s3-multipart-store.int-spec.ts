import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { cutOf, incomingKey, MULTIPART_FROM_BYTES, UploadIds, type UploadRef } from '#core';
import { anEnvironment, clientsFor, newBucket } from '#testing/cloud';
import { SigV4UploadSigner } from '../signing/sigv4-upload-signer.js';
import type { SigningEnvironment } from '../signing/signing-environment.js';
import { describeMultipartStore, type MultipartStoreUnderTest } from './multipart-store.contract.js';
import { S3MultipartStore } from './s3-multipart-store.js';
import { S3ObjectStore } from './s3-object-store.js';

const clients = clientsFor(anEnvironment());
const storeOf = (bucket: string) => new S3MultipartStore(bucket, clients.s3, clients.s3Copies);

/** Sends parts as a client does: with the URL that was signed. */
async function make(): Promise<MultipartStoreUnderTest & { readonly signer: SigV4UploadSigner }> {
  const bucket = await newBucket(clients);
  const environment: SigningEnvironment = anEnvironment({ BUCKET: bucket });
  const signer = SigV4UploadSigner.of(environment, clients.s3.config.credentials);
  return {
    signer,
    store: storeOf(bucket),
    objects: new S3ObjectStore(bucket, clients.s3, clients.s3Copies),
    put: async (key, bytes) => {
      const put = new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes });
      return (await clients.s3.send(put)).ETag ?? '';
    },
    putPart: async (key, uploadId, number, bytes) => {
      const [, tenant = '', id = ''] = key.split('/');
      const part = { upload: { tenant, id }, uploadId, number, bytes: bytes.length };
      const now = new Date();
      const { url } = await signer.signPart(part, now, new Date(now.getTime() + 60_000));
      const { status, etag } = await send(url, bytes);
      expect(status).toBe(200);
      return etag;
    },
  };
}

describeMultipartStore('S3MultipartStore', make);

describe('a presigned part', () => {
  const BYTES = Buffer.from('the only part');
  const upload: UploadRef = {
    tenant: 'acme',
    id: new UploadIds(['a secret of 32 characters and more, of the tests']).issueMultipart(
      'acme',
      new Date(Date.now() + 60_000),
      cutOf(MULTIPART_FROM_BYTES),
    ),
  };
  const signed = async (age = 0) => {
    const { store, signer } = await make();
    const key = incomingKey(upload);
    const uploadId = await store.begin(key, { contentType: 'text/plain', metadata: {} });
    const now = new Date(Date.now() - age);
    const part = { upload, uploadId, number: 1, bytes: BYTES.length };
    const { url } = await signer.signPart(part, now, new Date(now.getTime() + 60_000));
    return { store, key, uploadId, url };
  };

  it.each<[string, (url: string) => string, Buffer]>([
    ['a byte more', (url) => url, Buffer.concat([BYTES, BYTES.subarray(0, 1)])],
    ['a byte less', (url) => url, BYTES.subarray(1)],
    ['another number', (url) => url.replace('partNumber=1', 'partNumber=2'), BYTES],
    ['another upload', (url) => url.replace('uploadId=', 'uploadId=x'), BYTES],
    ['another key', (url) => url.replace('/incoming/', '/clean/'), BYTES],
    ['no upload at all', (url) => url.replace(/&uploadId=[^&]*/, ''), BYTES],
  ])('is refused with %s', async (_, tampered, bytes) => {
    const { store, key, uploadId, url } = await signed();
    expect((await send(tampered(url), bytes)).status).toBe(403);
    expect(await store.parts(key, uploadId)).toEqual([]);
  });

  it('is refused when it has expired', async () => {
    const { url } = await signed(61_000);
    expect((await send(url, BYTES)).status).toBe(403);
  });

  it('is worth nothing when the upload is completed', async () => {
    const { store, key, uploadId, url } = await signed();
    const { etag } = await send(url, BYTES);
    await store.complete(key, uploadId, [{ number: 1, etag }]);
    expect((await send(url, BYTES)).status).toBe(404);
  });
});

describe('S3MultipartStore', () => {
  it.each<[string, (store: S3MultipartStore) => Promise<unknown>]>([
    ['begin', (store) => store.begin('a', { contentType: 'a/b', metadata: {} })],
    ['list', (store) => store.list('a', {})],
    ['parts', (store) => store.parts('a', 'u')],
    ['complete', (store) => store.complete('a', 'u', [{ number: 1, etag: '"e"' }])],
    ['abort', (store) => store.abort('a', 'u')],
  ])('%s does not take a missing bucket for an upload that is gone', async (_, call) => {
    await expect(call(storeOf(anEnvironment().BUCKET))).rejects.toMatchObject({
      code: 'dependency-unavailable',
    });
  });
});

/** Not fetch: it sets Content-Length itself. */
async function send(url: string, bytes: Uint8Array): Promise<{ status: number | undefined; etag: string }> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'PUT', headers: { 'content-length': bytes.length } }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode, etag: response.headers.etag ?? '' }));
      response.once('error', reject);
    })
      .on('error', reject)
      .end(bytes);
  });
}
