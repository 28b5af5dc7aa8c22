import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type CustomCheck, FIRST_READ_BYTES, Inspection } from '#checks';
import {
  AirlockError,
  encodeDeclaration,
  incomingKey,
  type ByteRange,
  type OpenRange,
  type ReadMiss,
} from '#core';
import { everythingBut, MemoryObjectStore } from '#testing';
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

const CHUNK_BYTES = 16 * 1024;

/** Closes what nobody reads for 15 s. */
class ClosingObjectStore extends CountingObjectStore {
  override async open(...asked: Parameters<CountingObjectStore['open']>): Promise<OpenRange | ReadMiss> {
    const opened = await super.open(...asked);
    return typeof opened === 'string' ? opened : { ...opened, body: this.closing(opened.body) };
  }

  private async *closing(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const bytes of body)
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
        const given = performance.now();
        yield bytes.subarray(at, at + CHUNK_BYTES);
        if (performance.now() - given > 15_000)
          throw new AirlockError('dependency-unavailable', 'the body was cut short');
      }
  }
}

const policies = new Map([
  ['documents', { name: 'documents', maxBytes: 10 ** 7, contentTypes: ['application/pdf', TEXT] }],
]);
let objects: CountingObjectStore;
let inspector: ObjectInspector;

beforeEach(() => {
  objects = new CountingObjectStore();
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

  it.each(['a.exe:b.pdf', 'a.pdf.', 'a.pdf '])(
    'refuses %j, which was signed before such names were refused',
    async (filename) => {
      const policy = { policy: 'documents', filename, contentType: 'application/pdf' };
      const metadata = encodeDeclaration({ ...policy, size: largePdf.length, metadata: {} });
      objects.put(incomingKey(upload), largePdf, { contentType: 'application/pdf', metadata });
      expect(await inspector.inspect(upload, signal)).toMatchObject({
        outcome: { accepted: false, rejection: { code: 'unverifiable' } },
      });
    },
  );

  it('throws for a policy it does not know: the message must wait for a scanner that does', async () => {
    arrive(Buffer.from('%PDF-1.7'), 'from-the-future');
    await expect(inspector.inspect(upload, signal)).rejects.toMatchObject({ code: 'policy-unknown' });
  });

  it('asks again, beyond the budget of any check, for what had to wait so long that it was closed', async () => {
    jest.useFakeTimers({ doNotFake: everythingBut('performance') });
    try {
      let seen = 0;
      const slow: CustomCheck = {
        name: 'slow',
        reads: { requests: 1, bytes: largePdf.length - FIRST_READ_BYTES },
        async inspect({ reader }) {
          for await (const { length } of reader.stream(FIRST_READ_BYTES)) {
            seen += length;
            jest.advanceTimersByTime(20_000);
          }
          return {};
        },
      };
      objects = new ClosingObjectStore();
      inspector = new ObjectInspector(objects, new Inspection({ customChecks: [slow] }), policies);
      arrive(largePdf);
      expect(await inspector.inspect(upload, signal)).toMatchObject({ outcome: { accepted: true } });
      expect(seen).toBe(largePdf.length - FIRST_READ_BYTES);
      expect(objects.reads.length).toBeGreaterThan(4);
    } finally {
      jest.useRealTimers();
    }
  });
});
