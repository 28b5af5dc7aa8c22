import type { Headers } from '../../http/headers.js';
import type { Body } from './body.js';

export interface StoredObject {
  readonly key: string;
  readonly body: Body;
  /** Bytes. */
  readonly size: number;
  /** MD5, quoted; of a multipart upload `MD5-N`. */
  readonly etag: string;
  readonly lastModified: Date;
  /** content-type, content-disposition and the like, as they are given back. */
  readonly headers: Headers;
  /** `x-amz-meta-*` headers, whole names. */
  readonly metadata: Headers;
  /** `x-amz-checksum-*` headers that were verified at upload. */
  readonly checksums: Headers;
}
