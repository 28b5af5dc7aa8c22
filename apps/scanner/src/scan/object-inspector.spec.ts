import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { FIRST_READ_BYTES, Inspection } from '#checks';
import { encodeDeclaration, incomingKey, type ByteRange, type OpenRange, type ReadMiss } from '#core';
import { MemoryObjectStore } from '#testing';
import { ObjectInspector } from './object-inspector.js';

/** Genuine, and larger than one read. */
const largePdf = readFileSync('node_modules/pdf-parse/test/data/01-valid.pdf');
const TEXT = 'text/plain';
const upload = { tenant: 'acme', id: 'A'.repeat(52) };
const { signal } = new AbortController();

class CountingObjectStore extends MemoryObjectStore {
  readonly reads: { range: ByteRange; ifMatch: string | undefined }[] = [];
  meanwhile: () => void = () => undefined;

  override async open(
    key: string,
    range: ByteRange,
    options: { ifMatch?: string; signal?: AbortSignal },
  ): Promise<OpenRange | ReadMiss> {
    this.reads.push({ range, ifMatch: options.ifMatch });
    const opened = await super.open(key, range, options);
    this.meanwhile();
    return opened;
  }
}

let objects: CountingObjectStore;
let inspector: ObjectInspector;

beforeEach(() => {
  objects = new CountingObjectStore();
  const policies = new Map([
    ['documents', { name: 'documents', maxBytes: 10 ** 7, contentTypes: ['application/pdf', TEXT] }],
  ]);
  inspector = new ObjectInspector(objects, new Inspection(), policies);
});

/** Bytes whose declared checksum can only be proven by reading all of them. */
const arrive = (
  bytes: Buffer,
  policy = 'documents',
  checksum = createHash('sha256').update(bytes).digest('base64'),
): void => {
  const declaration = {
    policy,
    filename: 'a.pdf',
    contentType: 'application/pdf',
    size: bytes.length,
    metadata: {},
    checksumSha256: checksum,
  };
  objects.put(incomingKey(upload), bytes, {
    contentType: 'application/pdf',
    metadata: encodeDeclaration(declaration),
  });
};

describe('ObjectInspector', () => {
  it('reads a small object once, whatever is decided about it', async () => {
    arrive(Buffer.from('MZ this is not a document'));
    expect(await inspector.inspect(upload, signal)).toMatchObject({ outcome: { accepted: false } });
    expect(objects.reads).toEqual([{ range: { start: 0, length: FIRST_READ_BYTES }, ifMatch: undefined }]);
  });

  it('pins every later read to the version that it saw first', async () => {
    arrive(largePdf);
    await inspector.inspect(upload, signal);
    const etag = objects.peek(incomingKey(upload))?.etag;
    expect(objects.reads.length).toBeGreaterThan(1);
    for (const { ifMatch } of objects.reads.slice(1)) expect(ifMatch).toBe(etag);
  });

  it.each([
    ['replaced', () => arrive(Buffer.alloc(2 * FIRST_READ_BYTES, 'x'))],
    ['deleted', () => void objects.delete(incomingKey(upload))],
  ])('knows nothing of an object that is %s while it reads', async (_, meanwhile) => {
    arrive(largePdf);
    objects.meanwhile = meanwhile;
    expect(await inspector.inspect(upload, signal)).toBe('changed');
  });

  it('tells an object that is not there', async () => {
    expect(await inspector.inspect(upload, signal)).toBe('absent');
  });

  it('refuses an object that carries no declaration of ours', async () => {
    objects.put(incomingKey(upload), '%PDF-1.7');
    expect(await inspector.inspect(upload, signal)).toMatchObject({
      declaration: undefined,
      outcome: { accepted: false, rejection: { code: 'unverifiable' } },
    });
  });

  it('throws for a policy it does not know: the message must wait for a scanner that does', async () => {
    arrive(Buffer.from('%PDF-1.7'), 'from-the-future');
    await expect(inspector.inspect(upload, signal)).rejects.toMatchObject({ code: 'policy-unknown' });
  });
});
