import { createHash } from 'node:crypto';
import {
  decodeVerdict,
  encodeVerdict,
  verdictKey,
  VerdictStore,
  type StoredVerdict,
  type UploadRef,
  type Verdict,
} from '#core';

/** Keeps each verdict as the JSON that S3 would hold, so that what does not survive the codec does not survive here. */
export class MemoryVerdictStore extends VerdictStore {
  private readonly documents = new Map<string, { readonly text: string; readonly lastModified: Date }>();

  constructor(private readonly now: () => Date = () => new Date()) {
    super();
  }

  /** Arranges what somebody else wrote, readable or not. */
  put(upload: UploadRef, document: Verdict | string): void {
    const text = typeof document === 'string' ? document : encodeVerdict(document);
    this.documents.set(verdictKey(upload), { text, lastModified: this.now() });
  }

  async find(upload: UploadRef, signal?: AbortSignal): Promise<StoredVerdict | undefined> {
    signal?.throwIfAborted();
    const document = this.documents.get(verdictKey(upload));
    if (document === undefined) return undefined;
    const { text, lastModified } = document;
    return { verdict: decodeVerdict(text), etag: etagOf(text), lastModified };
  }

  async create(upload: UploadRef, verdict: Verdict, signal?: AbortSignal): Promise<'created' | 'exists'> {
    signal?.throwIfAborted();
    if (this.documents.has(verdictKey(upload))) return 'exists';
    this.put(upload, verdict);
    return 'created';
  }

  async replace(
    upload: UploadRef,
    verdict: Verdict,
    etag: string,
    signal?: AbortSignal,
  ): Promise<'replaced' | 'changed'> {
    signal?.throwIfAborted();
    const document = this.documents.get(verdictKey(upload));
    if (document === undefined || etagOf(document.text) !== etag) return 'changed';
    this.put(upload, verdict);
    return 'replaced';
  }
}

const etagOf = (document: string): string => `"${createHash('md5').update(document).digest('hex')}"`;
