import type { UploadRef } from '../upload/upload-ref.js';
import type { Declaration } from '../upload/declaration.js';

/** A presigned PUT: valid only with exactly these headers. */
export interface SignedUpload {
  readonly upload: UploadRef;
  readonly url: string;
  /** At most `ttlSeconds` away, whole seconds, never beyond the credentials' own expiry or what was asked. */
  readonly expiresAt: Date;
  /** Every signed header but `host`, names in lower case, `content-length` included. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface SignedDownload {
  readonly url: string;
  readonly expiresAt: Date;
}

/** One part of a multipart upload in progress. */
export interface PartToSign {
  readonly upload: UploadRef;
  /** S3's own name of the upload in progress. */
  readonly uploadId: string;
  /** From 1. */
  readonly number: number;
  /** Exactly so many, or S3 refuses. */
  readonly bytes: number;
}

/** A presigned PUT of one part. It works again until it expires, as long as the upload is in progress: the later bytes count. */
export interface SignedPart {
  readonly url: string;
  readonly expiresAt: Date;
  /** Every signed header but `host`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs what a client may do with S3 directly. Local computation: no request leaves the process. */
export abstract class UploadSigner {
  /** A PUT that creates `incoming/…` once, with everything declared in its signature. `issue` gives it an id that knows when it expires. */
  abstract signUpload(
    issue: (expiresAt: Date) => UploadRef,
    declaration: Declaration,
    now: Date,
    notAfter?: Date,
  ): Promise<SignedUpload>;
  /** A PUT of a part with exactly its bytes. */
  abstract signPart(part: PartToSign, now: Date, notAfter: Date): Promise<SignedPart>;
  /** A GET of an object, answered as an attachment of that name. */
  abstract signDownload(key: string, filename: string, now: Date): Promise<SignedDownload>;
}
