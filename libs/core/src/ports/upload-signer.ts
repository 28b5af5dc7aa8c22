import type { UploadRef } from '../upload/upload-ref.js';
import type { Declaration } from '../upload/declaration.js';

/** A presigned PUT: valid only with exactly these headers. */
export interface SignedUpload {
  readonly url: string;
  /** Every signed header but `host`, names in lower case, `content-length` included. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface SignedDownload {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Signs what a client may do with S3 directly. Local computation: no request leaves the process. */
export abstract class UploadSigner {
  /** When a URL signed now expires: at most `ttlSeconds` away, whole seconds, never beyond the credentials' own expiry. */
  abstract expiry(now: Date): Promise<Date>;
  /** A PUT that creates `incoming/…` once, with everything declared in its signature. */
  abstract signUpload(
    upload: UploadRef,
    declaration: Declaration,
    now: Date,
    expiresAt: Date,
  ): Promise<SignedUpload>;
  /** A GET of an object, answered as an attachment of that name. */
  abstract signDownload(key: string, filename: string, now: Date): Promise<SignedDownload>;
}
