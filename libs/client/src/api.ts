/** What the gateway takes and gives, as its OpenAPI document has it; a test holds the one against the other. */

/** What is about to be uploaded. */
export interface Declaration {
  readonly filename: string;
  /** Bytes, exactly. */
  readonly size: number;
  /** Anything that a browser says, or nothing: the gateway settles it by the policy and the name. */
  readonly contentType?: string;
  readonly policy?: string;
  /** Of the bytes, in base64: S3 refuses any others. */
  readonly checksumSha256?: string;
  /** Comes back with the upload and its event. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Permission to write one object, once. */
export interface PresignedUpload {
  readonly id: string;
  readonly method: 'PUT';
  readonly uploadUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: string;
  /** As signed: the media type was settled by the policy and the name. */
  readonly contentType: string;
  readonly filename: string;
}

/** What a page may do with its token; what is left out does not bound it. */
export interface SessionBounds {
  readonly policy?: string;
  readonly maxBytes?: number;
  /** That of each of its uploads; whoever has the token can read it. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** 3,600; 86,400 at most. */
  readonly expiresInSeconds?: number;
  /** Where the page comes from: `https://app.example.com`. */
  readonly origin?: string;
}

/** What a page uploads with. */
export interface Session {
  readonly token: string;
  readonly expiresAt: string;
}

interface Issued {
  readonly id: string;
  readonly expiresAt: string;
}

interface Declared {
  readonly policy?: string;
  readonly filename?: string;
  readonly declaredContentType?: string;
}

export interface AwaitedUpload extends Issued {
  readonly status: 'pending' | 'expired';
}

export interface ScanningUpload extends Issued, Declared {
  readonly status: 'scanning';
}

export interface ValidatedUpload extends Issued {
  readonly status: 'validated';
  readonly policy: string;
  readonly filename: string;
  readonly declaredContentType: string;
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  /** Detected, not declared. */
  readonly contentType: string;
  readonly checksum?: { readonly algorithm: 'sha256'; readonly value: string };
  readonly metadata: Readonly<Record<string, string>>;
  readonly warnings?: readonly { readonly code: string; readonly detail: string }[];
  readonly scannedAt: string;
}

export interface RejectedUpload extends Issued, Declared {
  readonly status: 'rejected';
  /** `detail` is a sentence for a person. */
  readonly rejection: { readonly code: string; readonly detail: string };
  readonly detectedContentType?: string;
  readonly scannedAt: string;
}

export interface ErasedUpload extends Issued {
  readonly status: 'erased';
  readonly erasedAt: string;
}

/** What an upload comes to in the end. */
export type Verdict = ValidatedUpload | RejectedUpload | ErasedUpload;
/** Where an upload stands. */
export type UploadState = AwaitedUpload | ScanningUpload | Verdict;

export interface PresignedDownload {
  readonly url: string;
  readonly expiresAt: string;
}

export interface Policy {
  readonly name: string;
  readonly maxBytes: number;
  readonly contentTypes: readonly string[];
}

export const isVerdict = (upload: UploadState): upload is Verdict =>
  upload.status === 'validated' || upload.status === 'rejected' || upload.status === 'erased';
