import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACTIVE_CONTENT_KINDS, REJECTION_CODES } from './rejection.js';
import { decodeVerdict, encodeVerdict, MAX_VERDICT_BYTES } from './verdict-codec.js';
import type { Verdict } from './verdict.js';

const time = fc
  .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.string({ unit: 'binary', maxLength: 40 });
const name = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
const finding = fc.oneof(
  fc.record({ code: fc.constantFrom(...REJECTION_CODES, 'custom:virus' as const), detail: text }),
  fc.record({
    code: fc.constant('active-content' as const),
    kind: fc.constantFrom(...ACTIVE_CONTENT_KINDS),
    detail: text,
  }),
);
const said = { policy: name, filename: text, declaredContentType: text };

const validated = fc.record(
  {
    schema: fc.constant(1 as const),
    status: fc.constant('validated' as const),
    ...said,
    bucket: fc.constant('airlock'),
    key: fc.constant('clean/acme/id'),
    etag: fc.constant('"e"'),
    size: fc.nat(),
    contentType: text,
    checksum: fc.record({
      algorithm: fc.constant('sha256' as const),
      value: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((b) => Buffer.from(b).toString('base64')),
    }),
    metadata: fc.dictionary(fc.stringMatching(/^[a-z0-9-]{1,32}$/), text, { noNullPrototype: true }),
    warnings: fc.array(finding, { maxLength: 3 }),
    scannedAt: time,
  },
  {
    requiredKeys: [
      ...(['schema', 'status', 'policy', 'filename', 'declaredContentType', 'bucket'] as const),
      ...(['key', 'etag', 'size', 'contentType', 'metadata', 'scannedAt'] as const),
    ],
  },
);
const rejected = fc.record(
  {
    schema: fc.constant(1 as const),
    status: fc.constant('rejected' as const),
    ...said,
    rejection: finding,
    detectedContentType: text,
    scannedAt: time,
  },
  { requiredKeys: ['schema', 'status', 'rejection', 'scannedAt'] },
);
const erased = fc.record({
  schema: fc.constant(1 as const),
  status: fc.constant('erased' as const),
  erasedAt: time,
});
const verdict: fc.Arbitrary<Verdict> = fc.oneof(validated, rejected, erased);

const aRejection = {
  schema: 1,
  status: 'rejected',
  rejection: { code: 'macro', detail: 'has a macro' },
  scannedAt: '2026-11-22T20:00:00.000Z',
} as const;

describe('the verdict codec', () => {
  it('reads back every verdict it writes', () => {
    fc.assert(fc.property(verdict, (v) => expect(decodeVerdict(encodeVerdict(v))).toEqual(v)));
  });

  it('refuses any JSON that is not a verdict, with one kind of error', () => {
    fc.assert(
      fc.property(fc.json(), (json) =>
        expect(() => decodeVerdict(json)).toThrow(expect.objectContaining({ code: 'undecidable' })),
      ),
    );
  });

  it('refuses what is not JSON', () => {
    expect(() => decodeVerdict('<html>')).toThrow('the stored verdict is not JSON');
  });

  it('names the schema it does not know', () => {
    expect(() => decodeVerdict('{"schema":2,"status":"quarantined"}')).toThrow('is of schema 2');
  });

  it.each([
    ['another status', { ...aRejection, status: 'pending' }],
    ['a missing field', { ...aRejection, rejection: undefined }],
    ['a field of another type', { ...aRejection, filename: 1 }],
    ['a rejection without a code', { ...aRejection, rejection: { detail: 'no' } }],
    ['a time that is none', { ...aRejection, scannedAt: 'yesterday' }],
  ])('refuses %s', (_, document) => {
    expect(() => decodeVerdict(JSON.stringify(document))).toThrow('is not a verdict');
  });

  it('refuses a key outside clean/, which a download would sign', () => {
    const [sample] = fc.sample(validated, { numRuns: 1, seed: 1 });
    expect(() => decodeVerdict(JSON.stringify({ ...sample, key: 'incoming/acme/id' }))).toThrow('/key');
  });

  it('drops fields it does not know', () => {
    expect(decodeVerdict(JSON.stringify({ ...aRejection, mood: 'good' }))).toEqual(aRejection);
  });

  it('neither reads nor writes more than a verdict can need', () => {
    const long = { ...aRejection, filename: 'x'.repeat(MAX_VERDICT_BYTES) };
    expect(() => encodeVerdict(long)).toThrow('exceeds 65536 bytes');
    expect(() => decodeVerdict(JSON.stringify(long))).toThrow('exceeds 65536 bytes');
  });

  it('counts bytes, not characters, and reads as many as the limit', () => {
    const ofBytes = (bytes: number) => {
      const empty = Buffer.byteLength(JSON.stringify({ ...aRejection, filename: 'é' }));
      return JSON.stringify({ ...aRejection, filename: `é${'x'.repeat(bytes - empty)}` });
    };
    expect(decodeVerdict(ofBytes(MAX_VERDICT_BYTES))).toMatchObject({ status: 'rejected' });
    expect(() => decodeVerdict(ofBytes(MAX_VERDICT_BYTES + 1))).toThrow('exceeds');
  });

  it('says where it is no verdict', () => {
    const document = { ...aRejection, rejection: { code: 'macro' } };
    expect(() => decodeVerdict(JSON.stringify(document))).toThrow(
      "the stored verdict is not a verdict: /rejection must have required property 'detail'",
    );
  });

  it.each(['null', '1', '"a"', '[]', '{"schema":"2"}', '{"schema":1}'])(
    'says of %s that it is none',
    (json) => {
      expect(() => decodeVerdict(json)).toThrow('is not a verdict');
    },
  );

  it('keeps what JSON.parse said', () => {
    expect(() => decodeVerdict('{')).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) }));
  });

  it('writes nothing that it would not read back', () => {
    const verdict = {
      schema: 1,
      status: 'rejected',
      rejection: { code: 'custom:own', detail: null },
      scannedAt: '2030-01-01T00:00:00.000Z',
    } as unknown as Verdict;
    expect(() => encodeVerdict(verdict)).toThrow('is not a verdict');
  });
});
