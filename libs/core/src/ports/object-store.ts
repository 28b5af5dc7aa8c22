import type { ObjectMetadata } from '../upload/declaration.js';

export interface ObjectHead {
  /** Exactly as S3 gives it, quotes included. */
  readonly etag: string;
  /** Of the whole object, in bytes. */
  readonly size: number;
  readonly contentType: string;
  readonly metadata: ObjectMetadata;
  readonly lastModified: Date;
}

/** Bytes from `start`, at most `length` of them; without a length, to the object's end. */
export interface ByteRange {
  readonly start: number;
  readonly length?: number;
}

/** A range of an object being read. The body must be consumed or its iterator returned, or its socket stays busy. */
export interface OpenRange {
  readonly object: ObjectHead;
  /** Ends exactly where the range does; a body cut short throws `dependency-unavailable`. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** `absent`: no such object. `changed`: it is no longer the one that `ifMatch` names. */
export type ReadMiss = 'absent' | 'changed';

/** A server-side copy that takes effect only while the source is the object that was checked, and only where nothing is. */
export interface Promotion {
  readonly from: string;
  /** Of the source (`x-amz-copy-source-if-match`). */
  readonly ifMatch: string;
  readonly to: string;
  /** These replace what the source had (`MetadataDirective: REPLACE`): found, never claimed. */
  readonly contentType: string;
  readonly contentDisposition: string;
  readonly metadata: ObjectMetadata;
}

export interface ListedObject {
  readonly key: string;
  readonly lastModified: Date;
}

export interface ListedPage {
  readonly objects: readonly ListedObject[];
  /** Continue `after` this key; undefined on the last page. */
  readonly next?: string;
}

/**
 * The one bucket. Absence and lost races are values; 403 and everything unexpected is thrown as
 * `dependency-unavailable`, because a refusal never means that nothing is there.
 */
export abstract class ObjectStore {
  abstract readonly bucket: string;
  /** Ranged GET. An empty object has no range to give (416): its adapter answers with a HEAD and an empty body. */
  abstract open(
    key: string,
    range: ByteRange,
    options: { ifMatch?: string; signal?: AbortSignal },
  ): Promise<OpenRange | ReadMiss>;
  abstract head(key: string, signal?: AbortSignal): Promise<ObjectHead | undefined>;
  /** The new object's ETag, or `refused`: the target exists, or the source is gone or changed (412, 404). */
  abstract promote(promotion: Promotion, signal?: AbortSignal): Promise<{ etag: string } | 'refused'>;
  /** Deleting what is not there succeeds. */
  abstract delete(key: string, signal?: AbortSignal): Promise<void>;
  /** Keys in UTF-8 order, at most 1,000 a page. */
  abstract list(prefix: string, options: { after?: string; signal?: AbortSignal }): Promise<ListedPage>;
}
