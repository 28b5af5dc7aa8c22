import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type GetObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import {
  AirlockError,
  ObjectStore,
  type ByteRange,
  type ListedPage,
  type ObjectHead,
  type OpenRange,
  type Promotion,
  type ReadMiss,
} from '#core';
import { failure, isAbsent, statusOf } from '../failure.js';
import { againOnConflict } from './conflict.js';
import { rangeHeader, receivedRange } from './content-range.js';
import { copySource } from './copy-source.js';
import { ExactBody } from './exact-body.js';
import { headOf, present } from './object-head.js';

interface ReadOptions {
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
}

/** The bucket on S3. */
export class S3ObjectStore extends ObjectStore {
  /** @param copies a client that waits as long as a copy takes and never repeats one */
  constructor(
    readonly bucket: string,
    private readonly s3: S3Client,
    private readonly copies: S3Client,
  ) {
    super();
  }

  async open(key: string, range: ByteRange, options: ReadOptions): Promise<OpenRange | ReadMiss> {
    const doing = `GET ${key}`;
    const { ifMatch, signal } = options;
    const request = { Bucket: this.bucket, Key: key, Range: rangeHeader(range), IfMatch: ifMatch };
    let answer: GetObjectCommandOutput;
    try {
      answer = await this.s3.send(new GetObjectCommand(request), { abortSignal: signal });
    } catch (error) {
      if (statusOf(error) === 416) return this.openBehindEnd(key, range, options);
      return missOf(doing, error, signal);
    }
    const body = answer.Body as Readable;
    try {
      const { bytes, size } = receivedRange(answer.ContentRange, range);
      return { object: headOf(answer, size), body: new ExactBody(body, bytes, doing, signal) };
    } catch (error) {
      body.destroy();
      throw error;
    }
  }

  async head(key: string, signal?: AbortSignal): Promise<ObjectHead | undefined> {
    const head = await this.headPinned(key, { signal });
    return head === 'absent' || head === 'changed' ? undefined : head;
  }

  async promote(promotion: Promotion, signal?: AbortSignal): Promise<{ etag: string } | 'refused'> {
    const doing = `COPY ${promotion.from} to ${promotion.to}`;
    const copy = new CopyObjectCommand({
      Bucket: this.bucket,
      Key: promotion.to,
      CopySource: copySource(this.bucket, promotion.from),
      CopySourceIfMatch: promotion.ifMatch,
      IfNoneMatch: '*',
      MetadataDirective: 'REPLACE',
      ContentType: promotion.contentType,
      ContentDisposition: promotion.contentDisposition,
      Metadata: { ...promotion.metadata },
    });
    try {
      const send = () => this.copies.send(copy, { abortSignal: signal });
      const { CopyObjectResult } = await againOnConflict(send, signal);
      return { etag: present(CopyObjectResult?.ETag, 'ETag') };
    } catch (error) {
      if (isAbsent(error) || statusOf(error) === 412) return 'refused';
      throw failure(doing, error, signal);
    }
  }

  async delete(key: string, signal?: AbortSignal): Promise<void> {
    try {
      await this.s3.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }), { abortSignal: signal });
    } catch (error) {
      throw failure(`DELETE ${key}`, error, signal);
    }
  }

  async list(
    prefix: string,
    { after, signal }: { after?: string; signal?: AbortSignal },
  ): Promise<ListedPage> {
    const list = new ListObjectsV2Command({ Bucket: this.bucket, Prefix: prefix, StartAfter: after });
    try {
      const { Contents = [], IsTruncated } = await this.s3.send(list, { abortSignal: signal });
      const objects = Contents.map(({ Key, LastModified }) => ({
        key: present(Key, 'Key'),
        lastModified: present(LastModified, 'LastModified'),
      }));
      return { objects, ...(IsTruncated === true ? { next: objects.at(-1)?.key } : {}) };
    } catch (error) {
      throw failure(`LIST ${prefix}`, error, signal);
    }
  }

  /** 416: nothing of the object lies in the range, as with every range of an empty one. A HEAD says what the 416 did not. */
  private async openBehindEnd(
    key: string,
    { start }: ByteRange,
    options: ReadOptions,
  ): Promise<OpenRange | ReadMiss> {
    const object = await this.headPinned(key, options);
    if (object === 'absent' || object === 'changed') return object;
    if (object.size > start)
      throw new AirlockError('undecidable', `${key} was replaced while it was being opened`);
    return { object, body: nothing() };
  }

  private async headPinned(key: string, { ifMatch, signal }: ReadOptions): Promise<ObjectHead | ReadMiss> {
    const head = new HeadObjectCommand({ Bucket: this.bucket, Key: key, IfMatch: ifMatch });
    try {
      const answer = await this.s3.send(head, { abortSignal: signal });
      return headOf(answer, present(answer.ContentLength, 'Content-Length'));
    } catch (error) {
      return missOf(`HEAD ${key}`, error, signal);
    }
  }
}

function missOf(doing: string, error: unknown, signal?: AbortSignal): ReadMiss {
  if (isAbsent(error)) return 'absent';
  if (statusOf(error) === 412) return 'changed';
  throw failure(doing, error, signal);
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // An empty object, or a range behind the end of one.
}
