import {
  EventPublisher,
  ObjectStore,
  ScanQueue,
  VerdictStore,
  type ListedPage,
  type ObjectHead,
  type OpenRange,
  type Promotion,
  type StoredVerdict,
  type UploadEvent,
  type UploadRef,
  type Verdict,
} from '#core';
import { type Inspected, Inspector } from '../../../apps/scanner/src/scan/inspector.js';
import type { Send } from './call.js';

/** The one upload of every world. Uploads share nothing but the queue, so one is enough. */
export const UPLOAD: UploadRef = { tenant: 'acme', id: 'A'.repeat(52) };
export const BUCKET = 'airlock';

class SentObjects extends ObjectStore {
  readonly bucket = BUCKET;

  constructor(private readonly send: Send) {
    super();
  }

  async head(key: string): Promise<ObjectHead | undefined> {
    return (await this.send({ name: 'objects.head', key })) as ObjectHead | undefined;
  }

  async promote(promotion: Promotion): Promise<{ etag: string } | 'refused'> {
    return (await this.send({ name: 'objects.promote', promotion })) as { etag: string } | 'refused';
  }

  async delete(key: string): Promise<void> {
    await this.send({ name: 'objects.delete', key });
  }

  open(): Promise<OpenRange> {
    throw new Error('only the inspector reads');
  }

  async list(): Promise<ListedPage> {
    return (await this.send({ name: 'objects.list' })) as ListedPage;
  }
}

class SentVerdicts extends VerdictStore {
  constructor(private readonly send: Send) {
    super();
  }

  async find(): Promise<StoredVerdict | undefined> {
    return (await this.send({ name: 'verdicts.find' })) as StoredVerdict | undefined;
  }

  async create(_: UploadRef, verdict: Verdict): Promise<'created' | 'exists'> {
    return (await this.send({ name: 'verdicts.create', verdict })) as 'created' | 'exists';
  }

  async replace(_: UploadRef, verdict: Verdict, ifMatch: string): Promise<'replaced' | 'changed'> {
    return (await this.send({ name: 'verdicts.replace', verdict, ifMatch })) as 'replaced' | 'changed';
  }
}

class SentInspector extends Inspector {
  constructor(private readonly send: Send) {
    super();
  }

  async inspect(): Promise<Inspected | 'absent' | 'changed'> {
    return (await this.send({ name: 'inspector.inspect' })) as Inspected | 'absent' | 'changed';
  }
}

class SentEvents extends EventPublisher {
  constructor(private readonly send: Send) {
    super();
  }

  async publish(event: UploadEvent): Promise<void> {
    await this.send({ name: 'events.publish', event });
  }
}

class SentQueue extends ScanQueue {
  constructor(private readonly send: Send) {
    super();
  }

  async request(_: UploadRef, delaySeconds: number): Promise<void> {
    await this.send({ name: 'queue.request', delaySeconds });
  }

  async depth(): Promise<number> {
    return (await this.send({ name: 'queue.depth' })) as number;
  }
}

/** The ports of one process. */
export class Ports {
  readonly objects: ObjectStore;
  readonly verdicts: VerdictStore;
  readonly inspector: Inspector;
  readonly events: EventPublisher;
  readonly queue: ScanQueue;

  constructor(private readonly send: Send) {
    this.objects = new SentObjects(send);
    this.verdicts = new SentVerdicts(send);
    this.inspector = new SentInspector(send);
    this.events = new SentEvents(send);
    this.queue = new SentQueue(send);
  }

  async acknowledge(): Promise<void> {
    await this.send({ name: 'message.acknowledge' });
  }
}
