import { createHash } from 'node:crypto';
import {
  ObjectStore,
  type ByteRange,
  type ListedPage,
  type ObjectHead,
  type ObjectMetadata,
  type OpenRange,
  type Promotion,
  type ReadMiss,
} from '#core';

export interface MemoryObject extends ObjectHead {
  readonly bytes: Uint8Array;
  readonly contentDisposition: string | undefined;
}

interface Arranged {
  readonly contentType?: string;
  readonly metadata?: ObjectMetadata;
  readonly lastModified?: Date;
  readonly contentDisposition?: string;
  /** Of what was put together from parts; default: the MD5. */
  readonly etag?: string;
}

const PAGE_KEYS = 1000;

/** S3's conditional semantics over a Map. A read is pinned: what is put later does not change a body already opened. */
export class MemoryObjectStore extends ObjectStore {
  private readonly objects = new Map<string, MemoryObject>();

  constructor(
    readonly bucket = 'airlock',
    private readonly now: () => Date = () => new Date(),
  ) {
    super();
  }

  /** Arranges an object, as an unconditional PUT would. */
  put(key: string, bytes: Uint8Array | string, arranged: Arranged = {}): MemoryObject {
    const copy = Uint8Array.from(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    const object: MemoryObject = {
      etag: arranged.etag ?? `"${createHash('md5').update(copy).digest('hex')}"`,
      size: copy.length,
      contentType: arranged.contentType ?? 'binary/octet-stream',
      metadata: { ...arranged.metadata },
      lastModified: arranged.lastModified ?? this.now(),
      bytes: copy,
      contentDisposition: arranged.contentDisposition,
    };
    this.objects.set(key, object);
    return object;
  }

  /** Looks at an object without the port. */
  peek(key: string): MemoryObject | undefined {
    return this.objects.get(key);
  }

  keys(): string[] {
    return [...this.objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  async open(
    key: string,
    range: ByteRange,
    { ifMatch, signal }: { ifMatch?: string; signal?: AbortSignal },
  ): Promise<OpenRange | ReadMiss> {
    signal?.throwIfAborted();
    if (range.start < 0 || (range.length ?? 1) < 1) throw new RangeError('not a range of bytes');
    const object = this.objects.get(key);
    if (object === undefined) return 'absent';
    if (ifMatch !== undefined && ifMatch !== object.etag) return 'changed';
    const end = range.length === undefined ? undefined : range.start + range.length;
    return { object: headOf(object), body: bodyOf(object.bytes.slice(range.start, end)) };
  }

  async head(key: string, signal?: AbortSignal): Promise<ObjectHead | undefined> {
    signal?.throwIfAborted();
    const object = this.objects.get(key);
    return object && headOf(object);
  }

  async promote(promotion: Promotion, signal?: AbortSignal): Promise<{ etag: string } | 'refused'> {
    signal?.throwIfAborted();
    const source = this.objects.get(promotion.from);
    if (source?.etag !== promotion.ifMatch || this.objects.has(promotion.to)) return 'refused';
    const { contentType, contentDisposition, metadata } = promotion;
    return {
      etag: this.put(promotion.to, source.bytes, { contentType, contentDisposition, metadata }).etag,
    };
  }

  async delete(key: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.objects.delete(key);
  }

  async list(
    prefix: string,
    { after, signal }: { after?: string; signal?: AbortSignal },
  ): Promise<ListedPage> {
    signal?.throwIfAborted();
    const keys = this.keys().filter((key) => key.startsWith(prefix) && isAfter(key, after));
    const page = keys.slice(0, PAGE_KEYS);
    return {
      objects: page.map((key) => ({ key, lastModified: this.objects.get(key)?.lastModified ?? this.now() })),
      ...(keys.length > page.length ? { next: page.at(-1) } : {}),
    };
  }
}

const isAfter = (key: string, after: string | undefined): boolean =>
  after === undefined || Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0;

function headOf({ etag, size, contentType, metadata, lastModified }: MemoryObject): ObjectHead {
  return { etag, size, contentType, metadata, lastModified };
}

async function* bodyOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
