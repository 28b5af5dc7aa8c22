import type { ObjectMetadata } from '../upload/declaration.js';

/** An object that is being put together. Nobody can read anything of it. */
export interface UnfinishedUpload {
  readonly key: string;
  /** S3's own name of it. */
  readonly uploadId: string;
  /** By the store's clock. */
  readonly initiatedAt: Date;
}

/** What the object will be given back with: all that will ever be said of it is said at the beginning. */
export interface Described {
  readonly contentType: string;
  readonly contentDisposition?: string;
  readonly metadata: ObjectMetadata;
}

export interface PutPart {
  /** From 1. */
  readonly number: number;
  readonly etag: string;
}

export interface ListedPart extends PutPart {
  /** Bytes. */
  readonly size: number;
}

/** A stretch of another object, taken only while that is the one that was checked. */
export interface PartCopy {
  readonly number: number;
  readonly from: string;
  /** Of the source (`x-amz-copy-source-if-match`). */
  readonly ifMatch: string;
  readonly start: number;
  readonly length: number;
}

export interface UnfinishedPage {
  readonly uploads: readonly UnfinishedUpload[];
  /** Continue `after` this one; undefined on the last page. */
  readonly next?: UnfinishedUpload;
}

/**
 * Objects in the making, in the one bucket. `gone`: it was completed or aborted, by whomever. Whatever is unexpected is
 * thrown as by the {@link ObjectStore}.
 */
export abstract class MultipartStore {
  /** Never repeated blindly: an upload whose answer was lost is one that nobody knows; the bucket's lifecycle aborts it. */
  abstract begin(key: string, described: Described, signal?: AbortSignal): Promise<string>;
  /** Those of the prefix, by key; at most 1,000 a page. */
  abstract list(
    prefix: string,
    options: { after?: UnfinishedUpload; signal?: AbortSignal },
  ): Promise<UnfinishedPage>;
  /** The first 1,000 parts by number, which are all of ours. */
  abstract parts(
    key: string,
    uploadId: string,
    signal?: AbortSignal,
  ): Promise<readonly ListedPart[] | 'gone'>;
  /** `refused`: the source is gone or changed. */
  abstract copyPart(
    key: string,
    uploadId: string,
    copy: PartCopy,
    signal?: AbortSignal,
  ): Promise<PutPart | 'refused' | 'gone'>;
  /** Of exactly these parts, where nothing is (`If-None-Match: *`). `exists`: something is there, and the upload still in progress. */
  abstract complete(
    key: string,
    uploadId: string,
    parts: readonly PutPart[],
    signal?: AbortSignal,
  ): Promise<{ etag: string } | 'exists' | 'gone'>;
  /** Aborting what is gone succeeds. */
  abstract abort(key: string, uploadId: string, signal?: AbortSignal): Promise<void>;
}
