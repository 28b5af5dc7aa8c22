import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  cleanKey,
  encodeCleanObject,
  encodeDeclaration,
  decodeDeclaration,
  incomingKey,
  type Promotion,
  reject,
  type UploadRef,
  type Verdict,
} from '#core';
import {
  MemoryEventPublisher,
  MemoryObjectStore,
  MemoryScanQueue,
  MemoryVerdictStore,
  StoppedClock,
} from '#testing';
import { cleanObject } from './findings.js';
import { type Accepted, type Inspected, Inspector } from './inspector.js';
import { Scan } from './scan.js';

const PDF = 'application/pdf';
const upload: UploadRef = { tenant: 'acme', id: 'A'.repeat(52) };
const declaration = {
  policy: 'documents',
  filename: 'a.pdf',
  contentType: PDF,
  size: 4,
  metadata: { order: '7' },
};
const accepted: Accepted = { accepted: true, declaration, contentType: PDF, warnings: [] };

/** Refuses bytes that say `evil`, accepts all others; tells what happens between its look and its answer. */
class ForcedInspector extends Inspector {
  meanwhile: () => void = () => undefined;
  looks = 0;

  constructor(private readonly objects: MemoryObjectStore) {
    super();
  }

  async inspect(ref: UploadRef): Promise<Inspected | 'absent' | 'changed'> {
    this.looks++;
    const object = this.objects.peek(incomingKey(ref));
    this.meanwhile();
    if (object === undefined) return 'absent';
    const found = decodeDeclaration(object.metadata);
    return Buffer.from(object.bytes).toString() === 'evil'
      ? { object, declaration: found, outcome: { accepted: false, rejection: reject('malware', 'is evil') } }
      : { object, declaration: found, outcome: accepted };
  }
}

/** Lets somebody else act just before or after a copy takes effect. */
class ContestedObjectStore extends MemoryObjectStore {
  beforeCopy: () => void = () => undefined;
  afterCopy: () => void = () => undefined;

  override async promote(promotion: Promotion): Promise<{ etag: string } | 'refused'> {
    this.beforeCopy();
    const promoted = await super.promote(promotion);
    this.afterCopy();
    return promoted;
  }
}

let objects: ContestedObjectStore;
let verdicts: MemoryVerdictStore;
let events: MemoryEventPublisher;
let queue: MemoryScanQueue;
let inspector: ForcedInspector;
let scan: Scan;
const { signal } = new AbortController();

beforeEach(() => {
  objects = new ContestedObjectStore();
  verdicts = new MemoryVerdictStore();
  events = new MemoryEventPublisher();
  queue = new MemoryScanQueue();
  inspector = new ForcedInspector(objects);
  scan = new Scan(objects, verdicts, inspector, events, queue, new StoppedClock());
});

const arrive = (bytes: string): void =>
  void objects.put(incomingKey(upload), bytes, {
    contentType: PDF,
    metadata: encodeDeclaration(declaration),
  });
const deliver = (receiveCount = 1): Promise<Verdict | undefined> =>
  scan.run({ upload, receiveCount }, signal);
const clean = (): string | undefined => {
  const object = objects.peek(cleanKey(upload));
  return object && Buffer.from(object.bytes).toString();
};
const erased = { schema: 1, status: 'erased', erasedAt: '2026-11-22T12:00:00.000Z' } as const;

describe('a scan that accepts', () => {
  it('promotes, records, announces and deletes', async () => {
    arrive('good');
    expect(await deliver()).toMatchObject({
      status: 'validated',
      key: cleanKey(upload),
      size: 4,
      contentType: PDF,
      metadata: { order: '7' },
    });
    expect(objects.keys()).toEqual([cleanKey(upload)]);
    expect((await verdicts.find(upload))?.verdict.status).toBe('validated');
    expect(events.published.map(({ type }) => type)).toEqual(['airlock.upload.validated.v1']);
  });

  it('replaces what the client claimed by what was found', async () => {
    const { etag } = objects.put(incomingKey(upload), 'good', {
      contentType: 'text/html',
      metadata: { ...encodeDeclaration(declaration), evil: '1' },
    });
    await deliver();
    const { contentType, contentDisposition, metadata } = objects.peek(cleanKey(upload)) ?? {};
    expect({ contentType, contentDisposition }).toEqual({
      contentType: PDF,
      contentDisposition: 'attachment; filename="a.pdf"',
    });
    expect(metadata).toMatchObject({ 'source-etag': etag });
    expect(metadata).not.toHaveProperty('evil');
  });

  it('promotes nothing that was swapped in after the check, and decides on that instead', async () => {
    arrive('good');
    objects.beforeCopy = () => {
      objects.beforeCopy = () => undefined;
      arrive('evil');
    };
    expect(await deliver()).toMatchObject({ status: 'rejected' });
    expect([inspector.looks, clean()]).toEqual([2, undefined]);
  });

  it('gives up an object that is swapped again and again, and leaves the message to come again', async () => {
    arrive('good');
    let swaps = 0;
    objects.beforeCopy = () => {
      arrive(`swap ${swaps++}`);
    };
    await expect(deliver()).rejects.toMatchObject({ code: 'undecidable' });
    expect([inspector.looks, clean(), events.published]).toEqual([3, undefined, []]);
  });

  it('starts again when the object changes under the checks', async () => {
    arrive('good');
    const inspect = inspector.inspect.bind(inspector);
    inspector.inspect = async (ref) => {
      inspector.inspect = inspect;
      return ref.id === upload.id ? 'changed' : inspect(ref);
    };
    expect((await deliver())?.status).toBe('validated');
  });

  it('obeys an erase that was written while it copied', async () => {
    arrive('good');
    objects.afterCopy = () => {
      verdicts.put(upload, erased);
    };
    expect(await deliver()).toEqual(erased);
    expect([objects.keys(), events.published]).toEqual([[], []]);
  });

  it('reports a verdict that exists and cannot be found', async () => {
    arrive('good');
    verdicts.create = async () => 'exists';
    await expect(deliver()).rejects.toMatchObject({ code: 'undecidable' });
  });
});

describe('a scan that finds a copy in clean/', () => {
  const copied = (): void =>
    void objects.put(cleanKey(upload), 'first', {
      contentType: PDF,
      metadata: encodeCleanObject(
        cleanObject(
          { ...accepted, checksum: { algorithm: 'sha256', value: `${'A'.repeat(43)}=` } },
          '"source"',
          new Date(),
        ),
      ),
    });

  it('adopts it: the verdict describes what is there, not what was read here', async () => {
    copied();
    arrive('second');
    expect(await deliver()).toMatchObject({
      status: 'validated',
      size: 5,
      etag: objects.peek(cleanKey(upload))?.etag,
      checksum: { value: `${'A'.repeat(43)}=` },
    });
    expect(clean()).toBe('first');
  });

  it('deletes it when the verdict is a rejection', async () => {
    copied();
    arrive('evil');
    expect((await deliver())?.status).toBe('rejected');
    expect(objects.keys()).toEqual([]);
  });

  it('does not vouch for one that no scanner wrote', async () => {
    objects.put(cleanKey(upload), 'planted');
    arrive('good');
    await expect(deliver()).rejects.toMatchObject({ code: 'undecidable' });
    expect(events.published).toEqual([]);
  });
});

describe('a scan that refuses', () => {
  it('records, announces and deletes, and copies nothing', async () => {
    arrive('evil');
    expect(await deliver()).toMatchObject({
      status: 'rejected',
      policy: 'documents',
      filename: 'a.pdf',
      rejection: { code: 'malware' },
    });
    expect(objects.keys()).toEqual([]);
    expect(events.published.map(({ type }) => type)).toEqual(['airlock.upload.rejected.v1']);
  });

  it('has no name to report for an object without a declaration', async () => {
    objects.put(incomingKey(upload), 'evil');
    expect(await deliver()).not.toHaveProperty('filename');
  });

  it('looks again later when the message came before: the copy of a scanner that died may still land', async () => {
    arrive('evil');
    await deliver(2);
    expect(queue.requested).toEqual([{ upload, delaySeconds: 900 }]);
  });

  it('does not look again for a message that is new', async () => {
    arrive('evil');
    await deliver(1);
    expect(queue.requested).toEqual([]);
  });
});

describe('a scan that finds a verdict', () => {
  const rejected = {
    schema: 1,
    status: 'rejected',
    rejection: reject('empty', ''),
    scannedAt: '2026-11-22T12:00:00.000Z',
  } as const;

  const SECOND = 1000;
  /** An object that S3 has for so long, by the clock by which it has the verdict. */
  const arrived = (bytes: string, secondsAgo: number): void =>
    void objects.put(incomingKey(upload), bytes, {
      lastModified: new Date(Date.now() - secondsAgo * SECOND),
    });

  it('checks nothing and deletes the late object', async () => {
    arrive('good');
    const first = await deliver();
    arrived('late', -2);
    expect(await deliver()).toEqual(first);
    expect([inspector.looks, clean(), objects.keys()]).toEqual([1, 'good', [cleanKey(upload)]]);
  });

  it('announces nothing for an object that came after it: the first one was deleted, so that was announced', async () => {
    verdicts.put(upload, rejected);
    arrived('late', -2);
    await deliver();
    expect([objects.keys(), events.published, queue.requested]).toEqual([[], [], []]);
  });

  it('announces nothing when no object is there any more', async () => {
    verdicts.put(upload, rejected);
    await deliver();
    expect(events.published).toEqual([]);
  });

  it.each([
    ['the object that came before it is still there: whoever decided may have died', 1, 2],
    ['the message came before, whatever is there by now', 2, -2],
  ])('announces it again when %s', async (_, receiveCount, secondsAgo) => {
    verdicts.put(upload, rejected);
    arrived('what was decided', secondsAgo);
    await deliver(receiveCount);
    expect(events.published.map(({ type }) => type)).toEqual(['airlock.upload.rejected.v1']);
    expect(objects.keys()).toEqual([]);
  });

  it('never copies after it: that would undo an erase', async () => {
    verdicts.put(upload, erased);
    arrive('good');
    await deliver();
    expect([objects.keys(), events.published]).toEqual([[], []]);
  });

  it('clears what a dead scanner left in clean/ against a rejection', async () => {
    verdicts.put(upload, rejected);
    objects.put(cleanKey(upload), 'late copy');
    await deliver(2);
    expect(objects.keys()).toEqual([]);
  });

  it('finds it on the second look, when whoever decided has just deleted the object', async () => {
    inspector.meanwhile = () => {
      verdicts.put(upload, rejected);
    };
    expect((await deliver())?.status).toBe('rejected');
    expect(events.published).toHaveLength(1);
  });
});

describe('a scan of nothing', () => {
  it('is done at once', async () => {
    expect(await deliver()).toBeUndefined();
    expect([events.published, queue.requested]).toEqual([[], []]);
  });
});

describe('a scan that is cut off', () => {
  const steps = ['find', 'inspect', 'promote', 'create', 'publish', 'delete'] as const;

  it.each(steps)('before %s is finished by the next delivery', async (step) => {
    const dies = async (): Promise<never> => {
      throw new Error(`died before ${step}`);
    };
    const port = {
      find: verdicts,
      inspect: inspector,
      promote: objects,
      create: verdicts,
      publish: events,
      delete: objects,
    }[step];
    const original = Reflect.get(port, step) as unknown;
    Reflect.set(port, step, dies);
    arrive('good');
    await expect(deliver()).rejects.toThrow('died');
    Reflect.set(port, step, original);
    expect((await deliver(2))?.status).toBe('validated');
    expect([objects.keys(), clean()]).toEqual([[cleanKey(upload)], 'good']);
    expect(new Set(events.published.map(({ id }) => id)).size).toBe(1);
  });
});
