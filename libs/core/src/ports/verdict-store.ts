import type { UploadRef } from '../upload/upload-ref.js';
import type { Verdict } from '../verdict/verdict.js';

export interface StoredVerdict {
  readonly verdict: Verdict;
  /** For a replacement that must not undo somebody else's. */
  readonly etag: string;
  /** By the store's clock, as that of objects is, so that the two can be compared; whole seconds. */
  readonly lastModified: Date;
}

/** Decisions, each written once; only an erase may replace one. Lost races are values. */
export abstract class VerdictStore {
  abstract find(upload: UploadRef, signal?: AbortSignal): Promise<StoredVerdict | undefined>;
  /** `If-None-Match: *`. `exists`: somebody decided first; theirs is the verdict. */
  abstract create(upload: UploadRef, verdict: Verdict, signal?: AbortSignal): Promise<'created' | 'exists'>;
  /** `If-Match`. `changed`: it is not the one that `etag` names any more. */
  abstract replace(
    upload: UploadRef,
    verdict: Verdict,
    etag: string,
    signal?: AbortSignal,
  ): Promise<'replaced' | 'changed'>;
}
