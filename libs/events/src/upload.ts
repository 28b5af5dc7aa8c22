import type { Rejection, Warning } from './rejection.js';

export interface Checksum {
  readonly algorithm: 'sha256';
  /** base64 of 32 bytes. */
  readonly value: string;
}

interface DecidedUpload {
  /** Opaque, 52 characters. */
  readonly id: string;
  /** When the upload URL expires or expired; RFC 3339, UTC. */
  readonly expiresAt: string;
  /** When the verdict was reached; RFC 3339, UTC. */
  readonly scannedAt: string;
}

/** The object passed every check and stands in `clean/`. Describes what is there, never what was claimed. */
export interface ValidatedUpload extends DecidedUpload {
  readonly status: 'validated';
  /** The policy's name, `[a-z0-9-]{1,40}`. */
  readonly policy: string;
  /** As declared: at most 255 bytes of UTF-8, without path separators and control characters. */
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
  /** There when the client declared one, or when the scan read the whole object. */
  readonly checksum?: Checksum;
  /** The backend's own words, from the presign: at most 16 keys `[a-z0-9-]{1,32}`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly warnings?: readonly Warning[];
}

/** The object was refused and is gone. An object without Airlock's metadata has no policy, file name or declared type to report. */
export interface RejectedUpload extends DecidedUpload {
  readonly status: 'rejected';
  readonly policy?: string;
  readonly filename?: string;
  readonly declaredContentType?: string;
  readonly rejection: Rejection;
  readonly detectedContentType?: string;
}
