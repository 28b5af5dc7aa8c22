import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aBucket, isPresent, outcome, put } from './support/bucket.js';
import { CLOUD_ENDPOINT, CREDENTIALS, REGION, s3 } from './support/cloud.js';
import { knownDifference } from './support/known-difference.js';
import { presign } from './support/presign.js';
import { answerTo, begin, send } from './support/send.js';

const MIB = 1024 * 1024;

describe('objects', () => {
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await aBucket();
  });

  /** One metadata entry of so many bytes, key and value together. */
  const metadataOf = (bytes: number) => ({ key: 'v'.repeat(bytes - 'key'.length) });

  it('keeps 2,048 bytes of metadata', async () => {
    const Metadata = metadataOf(2048);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'described', Body: 'bytes', Metadata }));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'described' }))).toMatchObject({ Metadata });
  });

  knownDifference('localstack', 'no limit', 'refuses 2,049 bytes of metadata', async () => {
    const sent = s3.send(
      new PutObjectCommand({ Bucket, Key: 'chatty', Body: 'bytes', Metadata: metadataOf(2049) }),
    );
    await expect(sent).rejects.toMatchObject({
      name: 'MetadataTooLarge',
      $metadata: { httpStatusCode: 400 },
    });
  });

  knownDifference(
    'localstack',
    'no limit',
    'refuses 2,049 bytes of replaced metadata on a copy',
    async () => {
      await put(Bucket, 'plain');
      const copy = {
        Bucket,
        Key: 'copy',
        CopySource: `${Bucket}/plain`,
        MetadataDirective: 'REPLACE',
      } as const;
      expect(await outcome(s3.send(new CopyObjectCommand({ ...copy, Metadata: metadataOf(2049) })))).toBe(
        400,
      );
    },
  );

  it('gives back what it was stored with', async () => {
    const described = {
      ContentType: 'text/plain',
      ContentDisposition: 'attachment',
      CacheControl: 'no-store',
    };
    await s3.send(new PutObjectCommand({ Bucket, Key: 'headers', Body: 'bytes', ...described }));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'headers' }))).toMatchObject(described);
  });

  it('copies the description along with the bytes', async () => {
    const described = { ContentType: 'text/plain', Metadata: { a: '1' } };
    await s3.send(new PutObjectCommand({ Bucket, Key: 'original', Body: 'bytes', ...described }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'kept', CopySource: `${Bucket}/original` }));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'kept' }))).toMatchObject({
      ...described,
      ContentLength: 5,
    });
  });

  it('replaces all of the description when told to', async () => {
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'claimed',
        Body: 'bytes',
        ContentType: 'text/html',
        Metadata: { a: '1' },
      }),
    );
    const found = { ContentType: 'application/pdf', ContentDisposition: 'attachment', Metadata: { b: '2' } };
    const { CopyObjectResult } = await s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'found',
        CopySource: `${Bucket}/claimed`,
        MetadataDirective: 'REPLACE',
        ...found,
      }),
    );
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'found' }));
    expect(head).toMatchObject({ ...found, ETag: CopyObjectResult?.ETag });
    expect(head.Metadata).toEqual(found.Metadata);
  });

  it('keeps a copy when its source is deleted', async () => {
    await put(Bucket, 'short-lived', 'bytes');
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'survivor', CopySource: `${Bucket}/short-lived` }));
    await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'short-lived' }, { Key: 'absent' }] } }),
    );
    expect(await isPresent(Bucket, 'short-lived')).toBe(false);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'survivor' }));
    expect(await Body?.transformToString()).toBe('bytes');
  });

  it.each([
    'a b',
    'a+b',
    '100%',
    'ä/€/😀',
    "~!*'()",
    'a?b#c',
    'a//b',
    '../../etc/passwd',
    'a/../b',
    '%2e%2e/x',
    'a&b=c',
    './x',
  ])('takes %j as an opaque key', async (key) => {
    const text = `bytes of ${key}`;
    expect(
      await send({ ...(await presign({ method: 'PUT', bucket: Bucket, key })), body: text }),
    ).toMatchObject({ status: 200 });
    expect(await send(await presign({ method: 'GET', bucket: Bucket, key }))).toMatchObject({
      status: 200,
      body: text,
    });
  });

  it('keeps the checksum that was verified, and gives it to who asks', async () => {
    const ChecksumSHA256 = createHash('sha256').update('bytes').digest('base64');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'checked', Body: 'bytes', ChecksumSHA256 }));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'checked', ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({ ChecksumSHA256 });
  });

  it.each([
    ['ContentMD5', createHash('md5').update('other').digest('base64')],
    ['ChecksumSHA256', createHash('sha256').update('other').digest('base64')],
    ['ChecksumCRC32', 'AAAAAA=='],
  ])('refuses bytes that disagree with %s', async (name, value) => {
    const sent = s3.send(new PutObjectCommand({ Bucket, Key: 'corrupt', Body: 'bytes', [name]: value }));
    await expect(sent).rejects.toMatchObject({ name: 'BadDigest', $metadata: { httpStatusCode: 400 } });
    expect(await isPresent(Bucket, 'corrupt')).toBe(false);
  });

  knownDifference('localstack', 'takes chunked uploads', 'wants to know the length', async () => {
    const sent = begin(await presign({ method: 'PUT', bucket: Bucket, key: 'endless' }), 0);
    sent.removeHeader('content-length');
    sent.end('bytes');
    expect(await answerTo(sent)).toMatchObject({ status: 411, code: 'MissingContentLength' });
  });

  it('keeps nothing of an upload that was cut short', async () => {
    const sent = begin(await presign({ method: 'PUT', bucket: Bucket, key: 'half' }), 2 * MIB);
    sent.on('error', () => undefined);
    sent.write(Buffer.alloc(MIB), () => sent.destroy());
    await new Promise((resolve) => sent.once('close', resolve));
    await put(Bucket, 'after');
    expect(await isPresent(Bucket, 'half')).toBe(false);
  });

  it.each(['WHEN_SUPPORTED', 'WHEN_REQUIRED'] as const)(
    'takes a stream of 64 MiB (checksums %s)',
    async (requestChecksumCalculation) => {
      const client = new S3Client({
        endpoint: CLOUD_ENDPOINT,
        region: REGION,
        credentials: CREDENTIALS,
        forcePathStyle: true,
        requestChecksumCalculation,
      });
      const chunk = Buffer.alloc(MIB, 'airlock');
      const hash = createHash('md5');
      const Body = Readable.from(
        (function* () {
          for (let index = 0; index < 64; index += 1) {
            hash.update(chunk);
            yield chunk;
          }
        })(),
      );
      const { ETag } = await client.send(
        new PutObjectCommand({ Bucket, Key: 'large', Body, ContentLength: 64 * MIB }),
      );
      client.destroy();
      expect(ETag).toBe(`"${hash.digest('hex')}"`);
      const tail = await s3.send(new GetObjectCommand({ Bucket, Key: 'large', Range: 'bytes=-7' }));
      expect(tail.ContentRange).toBe(`bytes ${64 * MIB - 7}-${64 * MIB - 1}/${64 * MIB}`);
    },
  );
});
