import { randomBytes } from 'node:crypto';
import type { Headers } from '../../http/headers.js';
import { S3Error } from '../s3-error.js';
import type { Piece } from './joined-body.js';
import { compareKeys } from './key-order.js';

export interface StoredPart extends Piece {
  readonly number: number;
  /** MD5, quoted. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly checksums: Headers;
}

/** An object that is still being put together: nobody can read it. */
export interface MultipartUpload {
  readonly id: string;
  readonly key: string;
  readonly initiated: Date;
  /** What the object will be given back with, as declared when the upload was created. */
  readonly headers: Headers;
  readonly metadata: Headers;
  readonly parts: Map<number, StoredPart>;
  isCompleting: boolean;
}

/** The multipart uploads in progress in one bucket. */
export class MultipartUploads {
  private readonly uploads = new Map<string, MultipartUpload>();

  create(key: string, headers: Headers, metadata: Headers): MultipartUpload {
    const id = randomBytes(48).toString('base64url');
    const initiated = new Date();
    const upload = { id, key, initiated, headers, metadata, parts: new Map(), isCompleting: false };
    this.uploads.set(id, upload);
    return upload;
  }

  /** An upload id is one of its key only. */
  get(key: string, id: string): MultipartUpload {
    const upload = this.uploads.get(id);
    if (upload?.key !== key) throw new S3Error('NoSuchUpload');
    return upload;
  }

  /** Replaces an earlier part of that number. The upload may have ended while the part arrived. */
  addPart(key: string, id: string, part: StoredPart): void {
    const { parts } = this.get(key, id);
    parts.get(part.number)?.body.release();
    parts.set(part.number, part);
  }

  /** Completed or aborted: its parts go. */
  end(key: string, id: string): void {
    for (const { body } of this.get(key, id).parts.values()) body.release();
    this.uploads.delete(id);
  }

  /** By key, then by age, as S3 lists them. */
  list(): readonly MultipartUpload[] {
    return [...this.uploads.values()].sort(
      (a, b) => compareKeys(a.key, b.key) || a.initiated.getTime() - b.initiated.getTime(),
    );
  }
}
