import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aBucket, put } from './support/bucket.js';
import { s3 } from './support/cloud.js';

describe('reading', () => {
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await aBucket();
    await put(Bucket, 'ten', '0123456789');
    await put(Bucket, 'empty', '');
  });
  const get = (Key: string, Range?: string) => s3.send(new GetObjectCommand({ Bucket, Key, Range }));

  it.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ])('answers %s', async (range, text, contentRange) => {
    const answer = await get('ten', range);
    expect(answer).toMatchObject({ ContentRange: contentRange, ContentLength: text.length });
    expect(await answer.Body?.transformToString()).toBe(text);
  });

  it.each(['bytes=4-2', 'bytes=-', 'bytes=x-y'])(
    'gives the whole object for the malformed %s',
    async (range) => {
      const answer = await get('ten', range);
      expect(answer.ContentRange).toBeUndefined();
      expect(await answer.Body?.transformToString()).toBe('0123456789');
    },
  );

  it('cannot satisfy a range behind the end', async () => {
    await expect(get('ten', 'bytes=10-')).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
    });
  });

  it.each(['bytes=0-', 'bytes=0-9'])('cannot satisfy %s of an empty object', async (range) => {
    await expect(get('empty', range)).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
    });
  });

  it.each([undefined, 'bytes=-5'])('gives an empty object whole (range %s)', async (range) => {
    const answer = await get('empty', range);
    expect(answer).toMatchObject({ ContentLength: 0, $metadata: { httpStatusCode: 200 } });
    expect(answer.ContentRange).toBeUndefined();
    expect(await answer.Body?.transformToString()).toBe('');
  });

  it('says what is absent', async () => {
    await expect(get('absent')).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('says which bucket is absent', async () => {
    const sent = s3.send(new GetObjectCommand({ Bucket: `${Bucket}-not`, Key: 'key' }));
    await expect(sent).rejects.toMatchObject({ name: 'NoSuchBucket', $metadata: { httpStatusCode: 404 } });
  });

  it('describes an object without its bytes', async () => {
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'ten' }));
    expect(head).toMatchObject({
      ContentLength: 10,
      ETag: '"781e5e245d69b566979b86e28d23f2c7"',
      AcceptRanges: 'bytes',
    });
    expect(head.LastModified?.getTime()).toBeGreaterThan(Date.now() - 600_000);
  });

  it('goes on giving the bytes it began with when the object is overwritten and deleted', async () => {
    const before = Buffer.alloc(8 * 1024 * 1024, 'before');
    await put(Bucket, 'moving', before);
    const { Body } = await get('moving');
    await put(Bucket, 'moving', Buffer.alloc(before.length, 'after'));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'moving' }));
    expect(before.equals((await Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
  });
});
