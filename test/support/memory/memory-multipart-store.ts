import { createHash } from 'node:crypto';
import {
  MultipartStore,
  type Described,
  type ListedPart,
  type PartCopy,
  type PutPart,
  type UnfinishedPage,
  type UnfinishedUpload,
} from '#core';
import type { MemoryObjectStore } from './memory-object-store.js';

interface Upload extends UnfinishedUpload {
  readonly described: Described;
  readonly parts: Map<number, Uint8Array>;
}

const PAGE_UPLOADS = 1000;

/** Objects in the making, of a bucket in memory. */
export class MemoryMultipartStore extends MultipartStore {
  private readonly uploads: Upload[] = [];
  private begun = 0;

  constructor(
    private readonly objects: MemoryObjectStore,
    private readonly now: () => Date = () => new Date(),
  ) {
    super();
  }

  /** The client's PUT of a part; its ETag. */
  putPart(key: string, uploadId: string, number: number, bytes: Uint8Array): string {
    const upload = this.find(key, uploadId);
    if (upload === undefined) throw new Error('there is no such upload');
    upload.parts.set(number, bytes);
    return etagOf(bytes);
  }

  async begin(key: string, described: Described, signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    this.begun += 1;
    const uploadId = `upload-${String(this.begun).padStart(6, '0')}`;
    this.uploads.push({ key, uploadId, initiatedAt: this.now(), described, parts: new Map() });
    return uploadId;
  }

  async list(
    prefix: string,
    { after, signal }: { after?: UnfinishedUpload; signal?: AbortSignal },
  ): Promise<UnfinishedPage> {
    signal?.throwIfAborted();
    const all = this.uploads
      .filter(({ key }) => key.startsWith(prefix))
      .filter((upload) => after === undefined || compare(upload, after) > 0)
      .sort(compare)
      .map(({ key, uploadId, initiatedAt }) => ({ key, uploadId, initiatedAt }));
    const uploads = all.slice(0, PAGE_UPLOADS);
    return { uploads, ...(all.length > uploads.length ? { next: uploads.at(-1) } : {}) };
  }

  async parts(key: string, uploadId: string, signal?: AbortSignal): Promise<readonly ListedPart[] | 'gone'> {
    signal?.throwIfAborted();
    const upload = this.find(key, uploadId);
    if (upload === undefined) return 'gone';
    return [...upload.parts]
      .sort(([a], [b]) => a - b)
      .map(([number, bytes]) => ({ number, etag: etagOf(bytes), size: bytes.length }));
  }

  async copyPart(
    key: string,
    uploadId: string,
    { number, from, ifMatch, start, length }: PartCopy,
    signal?: AbortSignal,
  ): Promise<PutPart | 'refused' | 'gone'> {
    signal?.throwIfAborted();
    const upload = this.find(key, uploadId);
    if (upload === undefined) return 'gone';
    const source = this.objects.peek(from);
    if (source?.etag !== ifMatch) return 'refused';
    return { number, etag: this.putPart(key, uploadId, number, source.bytes.slice(start, start + length)) };
  }

  async complete(
    key: string,
    uploadId: string,
    parts: readonly PutPart[],
    signal?: AbortSignal,
  ): Promise<{ etag: string } | 'exists' | 'gone'> {
    signal?.throwIfAborted();
    const upload = this.find(key, uploadId);
    if (upload === undefined) return 'gone';
    if (this.objects.peek(key) !== undefined) return 'exists';
    const bytes = parts.map(({ number, etag }) => {
      const part = upload.parts.get(number);
      if (part === undefined || etagOf(part) !== etag) throw new Error('InvalidPart');
      return part;
    });
    await this.abort(key, uploadId);
    const md5s = parts.map(({ etag }) => Buffer.from(etag.replaceAll('"', ''), 'hex'));
    const etag = `"${md5Of(Buffer.concat(md5s))}-${parts.length}"`;
    this.objects.put(key, Buffer.concat(bytes), { ...upload.described, etag });
    return { etag };
  }

  async abort(key: string, uploadId: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const upload = this.find(key, uploadId);
    if (upload !== undefined) this.uploads.splice(this.uploads.indexOf(upload), 1);
  }

  private find(key: string, uploadId: string): Upload | undefined {
    return this.uploads.find((upload) => upload.key === key && upload.uploadId === uploadId);
  }
}

const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
const etagOf = (bytes: Uint8Array): string => `"${md5Of(bytes)}"`;

const compare = (a: UnfinishedUpload, b: UnfinishedUpload): number =>
  Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) ||
  Buffer.compare(Buffer.from(a.uploadId), Buffer.from(b.uploadId));
