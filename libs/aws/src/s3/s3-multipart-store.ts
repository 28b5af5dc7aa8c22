import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCopyCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  MultipartStore,
  type Described,
  type ListedPart,
  type PartCopy,
  type PutPart,
  type UnfinishedPage,
  type UnfinishedUpload,
} from '#core';
import { failure, isAbsent, isNoSuchUpload, statusOf } from '../failure.js';
import { againOnConflict } from './conflict.js';
import { rangeHeader } from './content-range.js';
import { copySource } from './copy-source.js';
import { present } from './object-head.js';

/** Multipart uploads on S3. */
export class S3MultipartStore extends MultipartStore {
  /** @param once a client that waits as long as a copy takes and never repeats a request */
  constructor(
    private readonly bucket: string,
    private readonly s3: S3Client,
    private readonly once: S3Client,
  ) {
    super();
  }

  async begin(key: string, described: Described, signal?: AbortSignal): Promise<string> {
    const create = new CreateMultipartUploadCommand({
      Bucket: this.bucket,
      Key: key,
      ContentType: described.contentType,
      ContentDisposition: described.contentDisposition,
      Metadata: { ...described.metadata },
    });
    try {
      return present((await this.once.send(create, { abortSignal: signal })).UploadId, 'UploadId');
    } catch (error) {
      throw failure(`BEGIN ${key}`, error, signal);
    }
  }

  async list(
    prefix: string,
    { after, signal }: { after?: UnfinishedUpload; signal?: AbortSignal },
  ): Promise<UnfinishedPage> {
    const list = new ListMultipartUploadsCommand({
      Bucket: this.bucket,
      Prefix: prefix,
      KeyMarker: after?.key,
      UploadIdMarker: after?.uploadId,
    });
    try {
      const { Uploads = [], IsTruncated } = await this.s3.send(list, { abortSignal: signal });
      const uploads = Uploads.map(({ Key, UploadId, Initiated }) => ({
        key: present(Key, 'Key'),
        uploadId: present(UploadId, 'UploadId'),
        initiatedAt: present(Initiated, 'Initiated'),
      }));
      return { uploads, ...(IsTruncated === true ? { next: uploads.at(-1) } : {}) };
    } catch (error) {
      throw failure(`LIST unfinished ${prefix}`, error, signal);
    }
  }

  async parts(key: string, uploadId: string, signal?: AbortSignal): Promise<readonly ListedPart[] | 'gone'> {
    const list = new ListPartsCommand({ Bucket: this.bucket, Key: key, UploadId: uploadId });
    try {
      const { Parts = [] } = await this.s3.send(list, { abortSignal: signal });
      return Parts.map(({ PartNumber, ETag, Size }) => ({
        number: present(PartNumber, 'PartNumber'),
        etag: present(ETag, 'ETag'),
        size: present(Size, 'Size'),
      }));
    } catch (error) {
      if (isNoSuchUpload(error)) return 'gone';
      throw failure(`PARTS of ${key}`, error, signal);
    }
  }

  async copyPart(
    key: string,
    uploadId: string,
    { number, from, ifMatch, start, length }: PartCopy,
    signal?: AbortSignal,
  ): Promise<PutPart | 'refused' | 'gone'> {
    const copy = new UploadPartCopyCommand({
      Bucket: this.bucket,
      Key: key,
      UploadId: uploadId,
      PartNumber: number,
      CopySource: copySource(this.bucket, from),
      CopySourceIfMatch: ifMatch,
      CopySourceRange: rangeHeader({ start, length }),
    });
    try {
      const { CopyPartResult } = await this.once.send(copy, { abortSignal: signal });
      return { number, etag: present(CopyPartResult?.ETag, 'ETag') };
    } catch (error) {
      if (isNoSuchUpload(error)) return 'gone';
      if (isAbsent(error) || statusOf(error) === 412) return 'refused';
      throw failure(`COPY part ${number} of ${from} to ${key}`, error, signal);
    }
  }

  async complete(
    key: string,
    uploadId: string,
    parts: readonly PutPart[],
    signal?: AbortSignal,
  ): Promise<{ etag: string } | 'exists' | 'gone'> {
    const complete = new CompleteMultipartUploadCommand({
      Bucket: this.bucket,
      Key: key,
      UploadId: uploadId,
      IfNoneMatch: '*',
      MultipartUpload: { Parts: parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag })) },
    });
    try {
      const send = () => this.once.send(complete, { abortSignal: signal });
      return { etag: present((await againOnConflict(send, signal)).ETag, 'ETag') };
    } catch (error) {
      if (isNoSuchUpload(error)) return 'gone';
      if (statusOf(error) === 412) return 'exists';
      throw failure(`COMPLETE ${key}`, error, signal);
    }
  }

  async abort(key: string, uploadId: string, signal?: AbortSignal): Promise<void> {
    const abort = new AbortMultipartUploadCommand({ Bucket: this.bucket, Key: key, UploadId: uploadId });
    try {
      await this.s3.send(abort, { abortSignal: signal });
    } catch (error) {
      if (!isNoSuchUpload(error)) throw failure(`ABORT ${key}`, error, signal);
    }
  }
}
