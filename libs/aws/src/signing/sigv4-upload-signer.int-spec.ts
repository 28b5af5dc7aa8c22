import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { cleanKey, encodeDeclaration, incomingKey, type Declaration } from '#core';
import { aDeclaration, anUpload } from '#testing';
import { anEnvironment, clientsFor, newBucket } from '#testing/cloud';
import { S3ObjectStore } from '../s3/s3-object-store.js';
import { SigV4UploadSigner } from './sigv4-upload-signer.js';
import type { SigningEnvironment } from './signing-environment.js';

const BYTES = Buffer.from('hello world');
const OTHER_BYTES = Buffer.from('HELLO WORLD');
const SHA256 = createHash('sha256').update(BYTES).digest('base64');

interface Sent {
  url: string;
  headers: Record<string, string>;
  bytes: Buffer;
}

describe('a presigned upload', () => {
  const clients = clientsFor(anEnvironment());
  let environment: SigningEnvironment;
  let store: S3ObjectStore;
  let signer: SigV4UploadSigner;
  beforeAll(async () => {
    environment = anEnvironment({ BUCKET: await newBucket(clients) });
    store = new S3ObjectStore(environment.BUCKET, clients.s3, clients.s3Copies);
    signer = SigV4UploadSigner.of(environment, clients.s3.config.credentials);
  });

  async function signed(declared: Partial<Declaration> = {}, now = new Date()) {
    const upload = anUpload();
    const declaration = aDeclaration({ size: BYTES.length, ...declared });
    const signed = await signer.signUpload(() => upload, declaration, now);
    return { upload, declaration, sent: { ...signed, headers: { ...signed.headers }, bytes: BYTES } };
  }

  it('stores what was declared', async () => {
    const { upload, declaration, sent } = await signed({ checksumSha256: SHA256, filename: 'Änderung.pdf' });
    expect(await put(sent)).toMatchObject({ status: 200 });
    expect(await store.head(incomingKey(upload))).toMatchObject({
      size: BYTES.length,
      contentType: 'application/pdf',
      metadata: encodeDeclaration(declaration),
    });
  });

  it('writes once: a replay is refused while the object is there', async () => {
    const { sent } = await signed();
    await put(sent);
    expect(await put(sent)).toMatchObject({ status: 412 });
  });

  it.each<[string, (sent: Sent) => Partial<Sent>]>([
    [
      'more bytes',
      ({ headers }) => ({
        bytes: Buffer.from('hello world!'),
        headers: { ...headers, 'content-length': '12' },
      }),
    ],
    [
      'fewer bytes',
      ({ headers }) => ({ bytes: Buffer.from('hello'), headers: { ...headers, 'content-length': '5' } }),
    ],
    ['another type', ({ headers }) => ({ headers: { ...headers, 'content-type': 'text/html' } })],
    ['another file name', ({ headers }) => ({ headers: { ...headers, 'x-amz-meta-filename': 'b.exe' } })],
    ['metadata of its own', ({ headers }) => ({ headers: { ...headers, 'x-amz-meta-mine': '1' } })],
    ['another condition', ({ headers }) => ({ headers: { ...headers, 'if-none-match': '"e"' } })],
    ['no condition', ({ headers: { 'if-none-match': _, ...headers } }) => ({ headers })],
    ['another key', ({ url }) => ({ url: url.replace('/incoming/', '/clean/') })],
    ['a longer life', ({ url }) => ({ url: url.replace('X-Amz-Expires=300', 'X-Amz-Expires=301') })],
    ['another signature', ({ url }) => ({ url: url.replace(/.{4}$/, '0000') })],
    ['no signature', ({ url }) => ({ url: url.replace(/&X-Amz-Signature=.*$/, '') })],
  ])('is refused with %s', async (_, tampered) => {
    const { upload, sent } = await signed();
    const { status } = await put({ ...sent, ...tampered(sent) });
    expect([400, 403]).toContain(status);
    expect(await store.head(incomingKey(upload))).toBeUndefined();
  });

  it('is refused when it has expired', async () => {
    const { sent } = await signed({}, new Date(Date.now() - 301_000));
    expect(await put(sent)).toMatchObject({ status: 403 });
  });

  it('is refused with bytes that do not have the declared checksum', async () => {
    const { upload, sent } = await signed({ checksumSha256: SHA256 });
    expect(await put({ ...sent, bytes: OTHER_BYTES })).toMatchObject({ status: 400 });
    expect(await store.head(incomingKey(upload))).toBeUndefined();
  });

  it('downloads as an attachment under the name it was given', async () => {
    const key = cleanKey(anUpload());
    await clients.s3.send(
      new PutObjectCommand({ Bucket: environment.BUCKET, Key: key, Body: BYTES, ContentType: 'text/plain' }),
    );
    const { url } = await signer.signDownload(key, 'Änderung.txt', new Date());
    const response = await fetch(url);
    expect(await response.text()).toBe('hello world');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain',
      'content-disposition': `attachment; filename="_nderung.txt"; filename*=UTF-8''%C3%84nderung.txt`,
    });
  });
});

/** Not fetch: it sets Content-Length itself. */
async function put({ url, headers, bytes }: Sent): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'PUT', headers }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    })
      .on('error', reject)
      .end(bytes);
  });
}
