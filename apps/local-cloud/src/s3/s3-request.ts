import type { Readable } from 'node:stream';
import type { Headers } from '../http/headers.js';
import type { Query } from '../http/request-target.js';
import { S3Error } from './s3-error.js';

/** S3 user guide, "Naming Amazon S3 objects". */
const MAX_KEY_BYTES = 1024;

/** An authenticated request, in S3's terms. */
export interface S3Request {
  readonly requestId: string;
  readonly method: string;
  /** Empty for a request to the service itself. */
  readonly bucket: string;
  /** Empty for a request to a bucket. An opaque string: never a path. */
  readonly key: string;
  readonly query: Query;
  readonly headers: Headers;
  readonly body: Readable;
  readonly sourceAddress: string;
}

/** Path style: `/bucket/key`. */
export function splitPath(path: string): { bucket: string; key: string } {
  const slash = path.indexOf('/', 1);
  const bucket = path.slice(1, slash < 0 ? undefined : slash);
  const key = slash < 0 ? '' : path.slice(slash + 1);
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error('KeyTooLongError');
  return { bucket, key };
}

export function parameter({ query }: Pick<S3Request, 'query'>, name: string): string | undefined {
  return query.find(([found]) => found === name)?.[1];
}
