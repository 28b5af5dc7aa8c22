import type { CorsRule } from '../cors/cors-rule.js';
import type { QueueConfiguration } from '../notifications/queue-configuration.js';
import { S3Error } from '../s3-error.js';
import { compareKeys } from './key-order.js';
import { MultipartUploads } from './multipart-uploads.js';
import type { Precondition } from './precondition.js';
import type { StoredObject } from './stored-object.js';

/** A write between its first byte and its commit. */
interface PendingWrite {
  readonly key: string;
  wasDeletedMeanwhile: boolean;
}

/** One bucket: an index in memory over bodies on disk. Every decision about a key is one synchronous step, so it is atomic. */
export class Bucket {
  /** Configuration documents as they were put, by their query parameter: `cors`, `lifecycle`, … */
  readonly configurations = new Map<string, string>();
  corsRules: readonly CorsRule[] = [];
  queueConfigurations: readonly QueueConfiguration[] = [];
  readonly multipart = new MultipartUploads();

  private readonly objects = new Map<string, StoredObject>();
  private readonly pendingWrites = new Set<PendingWrite>();
  private sortedKeys: string[] | undefined;

  constructor(readonly name: string) {}

  get isEmpty(): boolean {
    return this.objects.size === 0;
  }

  find(key: string): StoredObject | undefined {
    return this.objects.get(key);
  }

  get(key: string): StoredObject {
    const object = this.objects.get(key);
    if (object === undefined) throw new S3Error('NoSuchKey', undefined, { elements: { Key: key } });
    return object;
  }

  /**
   * Runs a write: the precondition is asked before the first byte and again at the commit. A delete of the key in
   * between makes a conditional write a 409: S3 user guide, "Conditional writes".
   */
  async write(
    key: string,
    precondition: Precondition,
    isConditional: boolean,
    receive: () => Promise<StoredObject>,
  ): Promise<StoredObject> {
    precondition(this.find(key));
    const pending: PendingWrite = { key, wasDeletedMeanwhile: false };
    this.pendingWrites.add(pending);
    try {
      const object = await receive();
      try {
        if (isConditional && pending.wasDeletedMeanwhile) throw new S3Error('ConditionalRequestConflict');
        precondition(this.find(key));
      } catch (error) {
        object.body.release();
        throw error;
      }
      this.put(object);
      return object;
    } finally {
      this.pendingWrites.delete(pending);
    }
  }

  /** True when there was something to delete. */
  delete(key: string, precondition: Precondition): boolean {
    const object = this.find(key);
    precondition(object);
    if (object === undefined) return false;
    this.objects.delete(key);
    this.sortedKeys = undefined;
    object.body.release();
    for (const pending of this.pendingWrites) pending.wasDeletedMeanwhile ||= pending.key === key;
    return true;
  }

  /** In UTF-8 binary order, as S3 lists them. */
  keys(): readonly string[] {
    return (this.sortedKeys ??= [...this.objects.keys()].sort(compareKeys));
  }

  private put(object: StoredObject): void {
    const overwritten = this.objects.get(object.key);
    if (overwritten === undefined) this.sortedKeys = undefined;
    this.objects.set(object.key, object);
    overwritten?.body.release();
  }
}
