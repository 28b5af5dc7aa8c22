import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  AirlockError,
  decodeVerdict,
  encodeVerdict,
  MAX_VERDICT_BYTES,
  verdictKey,
  VerdictStore,
  type StoredVerdict,
  type UploadRef,
  type Verdict,
} from '#core';
import { failure, isAbsent, statusOf } from '../failure.js';
import { againOnConflict } from './conflict.js';
import { ExactBody } from './exact-body.js';

/** Verdicts as JSON documents on S3, whose conditional writes are all the coordination there is. */
export class S3VerdictStore extends VerdictStore {
  constructor(
    private readonly bucket: string,
    private readonly s3: S3Client,
  ) {
    super();
  }

  async find(upload: UploadRef, signal?: AbortSignal): Promise<StoredVerdict | undefined> {
    const doing = `GET ${verdictKey(upload)}`;
    const get = new GetObjectCommand({ Bucket: this.bucket, Key: verdictKey(upload) });
    try {
      const { Body, ContentLength, ETag, LastModified } = await this.s3.send(get, { abortSignal: signal });
      if (ETag === undefined || ContentLength === undefined || LastModified === undefined)
        throw new AirlockError('dependency-unavailable', `${doing}: answered without ETag, length or time`);
      const body = new ExactBody(Body as Readable, ContentLength, doing, signal);
      if (ContentLength > MAX_VERDICT_BYTES) {
        await body.return();
        throw new AirlockError('undecidable', `the stored verdict exceeds ${MAX_VERDICT_BYTES} bytes`);
      }
      const verdict = decodeVerdict(await text(body));
      return { verdict, etag: ETag, lastModified: LastModified };
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw failure(doing, error, signal);
    }
  }

  /** A PUT that the SDK repeats because the answer was lost says `exists` of our own verdict, which is then found and obeyed. */
  async create(upload: UploadRef, verdict: Verdict, signal?: AbortSignal): Promise<'created' | 'exists'> {
    return (await this.put(upload, verdict, { IfNoneMatch: '*' }, signal)) ? 'created' : 'exists';
  }

  async replace(
    upload: UploadRef,
    verdict: Verdict,
    etag: string,
    signal?: AbortSignal,
  ): Promise<'replaced' | 'changed'> {
    return (await this.put(upload, verdict, { IfMatch: etag }, signal)) ? 'replaced' : 'changed';
  }

  /** False if the condition does not hold: 412, and 404 for an `If-Match` where nothing is. */
  private async put(
    upload: UploadRef,
    verdict: Verdict,
    condition: { IfNoneMatch: '*' } | { IfMatch: string },
    signal?: AbortSignal,
  ): Promise<boolean> {
    const put = new PutObjectCommand({
      Bucket: this.bucket,
      Key: verdictKey(upload),
      Body: encodeVerdict(verdict),
      ContentType: 'application/json',
      ...condition,
    });
    try {
      await againOnConflict(() => this.s3.send(put, { abortSignal: signal }), signal);
      return true;
    } catch (error) {
      if (statusOf(error) === 412 || isAbsent(error)) return false;
      throw failure(`PUT ${verdictKey(upload)}`, error, signal);
    }
  }
}
