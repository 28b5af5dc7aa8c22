import type { Checksum } from '#events';
import type { Metadata } from '../upload/metadata.js';
import type { Rejection, Warning } from './rejection.js';

export type { Checksum } from '#events';

/** The object was checked and stands in `clean/`. Describes what is there, never what was claimed. */
export interface ValidatedVerdict {
  readonly schema: 1;
  readonly status: 'validated';
  readonly policy: string;
  readonly filename: string;
  readonly declaredContentType: string;
  readonly bucket: string;
  /** The key in `clean/`. */
  readonly key: string;
  /** Of the object in `clean/`, exactly as S3 gives it, quotes included: fit for `If-Match`. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** Detected, not declared. */
  readonly contentType: string;
  readonly checksum?: Checksum;
  readonly metadata: Metadata;
  readonly warnings?: readonly Warning[];
  /** RFC 3339, UTC. */
  readonly scannedAt: string;
}

/** The object was refused and is gone. An object without our metadata has no policy, file name or declared type to report. */
export interface RejectedVerdict {
  readonly schema: 1;
  readonly status: 'rejected';
  readonly policy?: string;
  readonly filename?: string;
  readonly declaredContentType?: string;
  readonly rejection: Rejection;
  readonly detectedContentType?: string;
  /** RFC 3339, UTC. */
  readonly scannedAt: string;
}

/** The tenant had the upload erased; nothing of it is kept, not even its name. */
export interface ErasedVerdict {
  readonly schema: 1;
  readonly status: 'erased';
  /** RFC 3339, UTC. */
  readonly erasedAt: string;
}

/** The decision about an upload, as kept in `verdicts/`: written once, obeyed by everybody. */
export type Verdict = ValidatedVerdict | RejectedVerdict | ErasedVerdict;
