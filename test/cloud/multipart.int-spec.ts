import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aBucket, isPresent, outcome, put } from './support/bucket.js';
import { s3 } from './support/cloud.js';
import { presign } from './support/presign.js';
import { send } from './support/send.js';

const MIN_PART_BYTES = 5 * 1024 * 1024;
const FIRST = Buffer.alloc(MIN_PART_BYTES, 'a');
const LAST = Buffer.from('the last part');
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();

describe('multipart uploads', () => {
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await aBucket();
  });

  const begin = async (Key: string) => {
    const { UploadId = '' } = await s3.send(
      new CreateMultipartUploadCommand({
        Bucket,
        Key,
        ContentType: 'application/zip',
        Metadata: { policy: 'archives' },
      }),
    );
    return { Bucket, Key, UploadId };
  };
  type Upload = Awaited<ReturnType<typeof begin>>;
  const part = async (upload: Upload, PartNumber: number, Body: Buffer): Promise<CompletedPart> => {
    const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
    return { PartNumber, ETag };
  };
  const complete = (upload: Upload, Parts: CompletedPart[], IfNoneMatch?: string) =>
    s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, IfNoneMatch }));
  const whole = async (upload: Upload) => [await part(upload, 1, FIRST), await part(upload, 2, LAST)];
  const presignPart = (upload: Upload, length: number) =>
    presign({
      method: 'PUT',
      bucket: Bucket,
      key: upload.Key,
      headers: { 'content-length': String(length) },
      query: { partNumber: '1', uploadId: upload.UploadId },
    });

  it('puts the parts together, with what was declared at creation', async () => {
    const upload = await begin('whole');
    const { ETag } = await complete(upload, await whole(upload));
    expect(ETag).toBe(`"${md5(Buffer.concat([md5(FIRST), md5(LAST)])).toString('hex')}-2"`);
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'whole' }))).toMatchObject({
      ETag,
      ContentLength: FIRST.length + LAST.length,
      ContentType: 'application/zip',
      Metadata: { policy: 'archives' },
    });
    const { Body } = await s3.send(
      new GetObjectCommand({
        Bucket,
        Key: 'whole',
        Range: `bytes=${FIRST.length - 2}-${FIRST.length + 2}`,
        IfMatch: ETag,
      }),
    );
    expect(await Body?.transformToString()).toBe('aathe');
  });

  it('shows nothing of it before it is complete', async () => {
    await whole(await begin('unfinished'));
    expect(await isPresent(Bucket, 'unfinished')).toBe(false);
  });

  it('lists the parts that are there, the later of two with one number', async () => {
    const upload = await begin('listed');
    await part(upload, 2, FIRST);
    await part(upload, 2, LAST);
    await part(upload, 1, FIRST);
    const { Parts } = await s3.send(new ListPartsCommand(upload));
    expect(Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, FIRST.length],
      [2, LAST.length],
    ]);
  });

  it('lists the uploads in progress by prefix', async () => {
    const upload = await begin('prefix/one');
    await begin('other/one');
    const { Uploads } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'prefix/' }));
    expect(Uploads?.map(({ Key, UploadId }) => [Key, UploadId])).toEqual([['prefix/one', upload.UploadId]]);
  });

  it('creates what is absent only, and keeps the upload when it refuses', async () => {
    const upload = await begin('present');
    const parts = await whole(upload);
    const ETag = await put(Bucket, 'present');
    expect(await outcome(complete(upload, parts, '*'))).toBe(412);
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'present' }))).toMatchObject({ ETag });
    expect(await outcome(s3.send(new ListPartsCommand(upload)))).toBe(200);
  });

  it('refuses a part that is missing, a wrong ETag, a wrong order and parts that are too small', async () => {
    const upload = await begin('refused');
    const [first, last] = (await whole(upload)) as [CompletedPart, CompletedPart];
    await expect(complete(upload, [first, { PartNumber: 3, ETag: '"x"' }])).rejects.toThrow(
      expect.objectContaining({ name: 'InvalidPart' }),
    );
    await expect(complete(upload, [{ ...first, ETag: last.ETag }, last])).rejects.toThrow(
      expect.objectContaining({ name: 'InvalidPart' }),
    );
    await expect(complete(upload, [last, first])).rejects.toThrow(
      expect.objectContaining({ name: 'InvalidPartOrder' }),
    );
    const third = await part(upload, 3, LAST);
    await expect(complete(upload, [first, last, third])).rejects.toThrow(
      expect.objectContaining({ name: 'EntityTooSmall' }),
    );
  });

  it('takes no part after completion or abortion, and none for another key', async () => {
    const completed = await begin('completed');
    await complete(completed, await whole(completed));
    const aborted = await begin('aborted');
    await whole(aborted);
    await s3.send(new AbortMultipartUploadCommand(aborted));
    const open = await begin('open');
    for (const upload of [completed, aborted, { ...open, Key: 'another' }])
      expect(await outcome(part(upload, 1, LAST) as never)).toBe(404);
    expect(await outcome(complete(aborted, [{ PartNumber: 1, ETag: '"x"' }]))).toBe(404);
    expect(await isPresent(Bucket, 'aborted')).toBe(false);
  });

  it('holds a presigned part to the length that was signed', async () => {
    const upload = await begin('presigned');
    const grant = await presignPart(upload, LAST.length);
    const longer = { ...grant.headers, 'content-length': String(LAST.length + 1) };
    expect((await send({ ...grant, headers: longer, body: Buffer.alloc(LAST.length + 1) })).status).toBe(403);
    expect((await send({ ...grant, body: LAST })).status).toBe(200);
  });

  it('copies stretches of the object that was named, and of no other', async () => {
    const ETag = await put(Bucket, 'source', Buffer.concat([FIRST, LAST]));
    const upload = await begin('copied');
    const copy = (PartNumber: number, CopySourceRange: string, CopySourceIfMatch = ETag) =>
      s3.send(
        new UploadPartCopyCommand({
          ...upload,
          PartNumber,
          CopySource: `${Bucket}/source`,
          CopySourceRange,
          CopySourceIfMatch,
        }),
      );
    expect(await outcome(copy(1, 'bytes=0-9', '"00000000000000000000000000000000"'))).toBe(412);
    const first = await copy(1, `bytes=0-${FIRST.length - 1}`);
    const last = await copy(2, `bytes=${FIRST.length}-${FIRST.length + LAST.length - 1}`);
    await complete(
      upload,
      [first, last].map(({ CopyPartResult }, index) => ({
        PartNumber: index + 1,
        ETag: CopyPartResult?.ETag,
      })),
      '*',
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'copied' }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(Buffer.concat([FIRST, LAST]));
  });
});
