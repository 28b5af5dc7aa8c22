import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_METADATA_BYTES } from '#core';
import { aPresign, GatewayUnderTest } from './a-gateway.js';

const SHA256 = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const gateway = new GatewayUnderTest();
beforeAll(() => gateway.start());
afterAll(() => gateway.close());

describe('POST /uploads/presign', () => {
  it('answers with all that a client needs for its PUT', async () => {
    const { status, json } = await gateway.presign(aPresign({ size: 1000, checksumSha256: SHA256 }));
    expect(status).toBe(201);
    expect(json).toEqual({
      id: expect.stringMatching(/^[\w-]{52}$/),
      method: 'PUT',
      uploadUrl: expect.stringMatching(/^https:/),
      headers: expect.objectContaining({
        'content-type': 'application/pdf',
        'content-length': '1000',
        'if-none-match': '*',
        'x-amz-checksum-sha256': SHA256,
      }),
      expiresAt: new Date(gateway.clock.now().getTime() + 300_000).toISOString(),
      contentType: 'application/pdf',
      filename: 'offer.pdf',
    });
  });

  it('issues an id that is the tenant’s own', async () => {
    const { id } = (await gateway.presign()).json as { id: string };
    expect([gateway.ids.verify('acme', id), gateway.ids.verify('other', id)]).toEqual([true, false]);
  });

  it('keeps nothing', async () => {
    await gateway.presign();
    expect([gateway.objects.keys(), gateway.queue.requested]).toEqual([[], []]);
  });

  it('gives another upload each time it is asked', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => ((await gateway.presign()).json as { id: string }).id),
    );
    expect(new Set(ids).size).toBe(3);
  });

  it('takes the policy documents when none is named', async () => {
    const { headers } = (await gateway.presign()).json as { headers: unknown };
    expect(headers).toMatchObject({ 'x-amz-meta-policy': 'documents' });
  });

  it('signs the media type in lower case, however it was written', async () => {
    const { headers } = (await gateway.presign(aPresign({ contentType: 'Application/PDF' }))).json as {
      headers: unknown;
    };
    expect(headers).toMatchObject({ 'content-type': 'application/pdf' });
  });

  it.each([
    ['no type', undefined, 'application/pdf'],
    ['an empty type', '', 'application/pdf'],
    ['a type that says nothing', 'application/octet-stream', 'application/pdf'],
    ['a type with parameters', 'Application/PDF; charset=UTF-8', 'application/pdf'],
    ['parameters behind nothing', ';charset=UTF-8', 'application/pdf'],
    ['another name of the type', 'application/x-pdf', 'application/pdf'],
  ])('signs, and says, what is meant by %s', async (_, declared, contentType) => {
    expect((await gateway.presign(aPresign({ contentType: declared }))).json).toMatchObject({
      contentType,
      headers: { 'content-type': contentType, 'x-amz-meta-declared-type': contentType },
    });
  });

  it('says which types it may be where nothing settles it', async () => {
    const { status, json } = await gateway.presign(
      aPresign({ policy: 'pictures', filename: 'cat', contentType: undefined, size: 100 }),
    );
    expect({ status, json }).toMatchObject({
      status: 422,
      json: {
        code: 'media-type-ambiguous',
        detail: 'contentType must be given, for the name leaves open which it is: image/png, image/jpeg.',
      },
    });
  });

  it('does not ask for the type of what has no name', async () => {
    const { json } = await gateway.presign({ policy: 'pictures', size: 100 });
    expect((json as { errors: unknown }).errors).toMatchObject([{ field: 'filename' }]);
  });

  it('signs names in NFC, and refuses what is only too long in that', async () => {
    const composed = 'Übersicht Größe é.pdf';
    const { json } = await gateway.presign(aPresign({ filename: composed.normalize('NFD') }));
    expect(json).toMatchObject({
      filename: composed,
      headers: { 'x-amz-meta-filename': encodeURIComponent(composed) },
    });
    expect(
      (await gateway.presign(aPresign({ filename: `${'é'.normalize('NFD').repeat(125)}.pdf` }))).status,
    ).toBe(201);
    // U+0958 is two characters in NFC, and longer.
    expect((await gateway.presign(aPresign({ filename: `${'\u0958'.repeat(83)}.pdf` }))).status).toBe(422);
  });

  it('keeps metadata that is named like a member of every object', async () => {
    const { headers } = (await gateway.presign(aPresign({ metadata: { constructor: 'x' } }))).json as {
      headers: unknown;
    };
    expect(headers).toMatchObject({ 'x-amz-meta-metadata': 'constructor=x' });
  });

  it.each([
    ['a name in any script', { filename: '請求書 № 7 – final.pdf' }],
    ['the largest size of its policy', { size: 2_097_152 }],
    ['another policy', { policy: 'pictures', contentType: 'image/png', size: 100 }],
    ['empty metadata', { metadata: {} }],
  ])('accepts %s', async (_, changed) => {
    expect((await gateway.presign(aPresign(changed))).status).toBe(201);
  });

  const refusals: [string, Record<string, unknown>, number, string, string, string][] = [
    ['no filename', { filename: undefined }, 422, 'filename-required', 'filename', 'filename is required'],
    ['an empty filename', { filename: '' }, 422, 'filename-required', 'filename', 'filename is required'],
    ['a null filename', { filename: null }, 422, 'filename-required', 'filename', 'filename is required'],
    [
      'a filename of spaces',
      { filename: '  ' },
      422,
      'filename-invalid',
      'filename',
      'filename must not be empty',
    ],
    [
      'a filename that is a number',
      { filename: 5 },
      422,
      'filename-invalid',
      'filename',
      'filename must be a string',
    ],
    [
      'a path',
      { filename: '../a.pdf' },
      422,
      'filename-invalid',
      'filename',
      'filename must not contain path separators',
    ],
    [
      'a stream of another file',
      { filename: 'a.exe:b.pdf' },
      422,
      'filename-invalid',
      'filename',
      'filename must not contain colons',
    ],
    [
      'a name that ends with what Windows drops',
      { filename: 'a.exe. ' },
      422,
      'filename-invalid',
      'filename',
      'filename must not end with a dot or a blank',
    ],
    [
      'a NUL',
      { filename: 'a\0.pdf' },
      422,
      'filename-invalid',
      'filename',
      'filename must not contain control characters',
    ],
    [
      'a line feed',
      { filename: 'a\r\n.pdf' },
      422,
      'filename-invalid',
      'filename',
      'filename must not contain control characters',
    ],
    [
      'a bidi override',
      { filename: '\u202efdp.exe' },
      422,
      'filename-invalid',
      'filename',
      'filename must not contain bidirectional overrides',
    ],
    [
      'a device name',
      { filename: 'CON.pdf' },
      422,
      'filename-invalid',
      'filename',
      'filename must not be a reserved device name',
    ],
    [
      'a name of 256 bytes',
      { filename: `${'é'.repeat(126)}.pdf` },
      422,
      'filename-invalid',
      'filename',
      'filename must not exceed 255 bytes of UTF-8',
    ],
    [
      'an unknown policy',
      { policy: 'nope' },
      422,
      'policy-unknown',
      'policy',
      'policy is not one of GET /policies',
    ],
    [
      'a policy of Object.prototype',
      { policy: 'constructor' },
      422,
      'policy-unknown',
      'policy',
      'policy is not one of GET /policies',
    ],
    [
      'a policy that is not a string',
      { policy: 5 },
      422,
      'invalid-request',
      'policy',
      'policy must be a string',
    ],
    ['a null policy', { policy: null }, 422, 'invalid-request', 'policy', 'policy must be a string'],
    [
      'a media type the policy lacks',
      { contentType: 'image/png' },
      422,
      'media-type-not-allowed',
      'contentType',
      'contentType must be one of application/pdf',
    ],
    [
      'what is no media type',
      { contentType: 'pdf' },
      422,
      'invalid-request',
      'contentType',
      'contentType must be a media type, like application/pdf',
    ],
    [
      'parameters that are none',
      { contentType: 'application/pdf;\r\nx: y' },
      422,
      'invalid-request',
      'contentType',
      'contentType must be a media type, like application/pdf',
    ],
    [
      'a null media type',
      { contentType: null },
      422,
      'invalid-request',
      'contentType',
      'contentType must be a media type, like application/pdf',
    ],
    [
      'an object of one byte too many',
      { size: 2_097_153 },
      413,
      'size-exceeded',
      'size',
      'size must not exceed 2097152 bytes',
    ],
    [
      'a size past all integers',
      { size: 1e300 },
      413,
      'size-exceeded',
      'size',
      'size must not exceed 2097152 bytes',
    ],
    ['an empty object', { size: 0 }, 422, 'invalid-request', 'size', 'size must not be less than 1'],
    ['half a byte', { size: 1.5 }, 422, 'invalid-request', 'size', 'size must be an integer number'],
    ['a size in quotes', { size: '5' }, 422, 'invalid-request', 'size', 'size must be an integer number'],
    ['no size', { size: undefined }, 422, 'invalid-request', 'size', 'size must be an integer number'],
    [
      'a short checksum',
      { checksumSha256: 'AAAA' },
      422,
      'invalid-request',
      'checksumSha256',
      'checksumSha256 must be 32 bytes in base64, 44 characters',
    ],
    [
      'metadata that is an array',
      { metadata: [] },
      422,
      'metadata-invalid',
      'metadata',
      'metadata must be an object of strings',
    ],
    [
      'metadata with capitals',
      { metadata: { Key: 'x' } },
      422,
      'metadata-invalid',
      'metadata',
      'metadata keys are 1 to 32 of a-z, 0-9 and -',
    ],
    [
      'metadata of numbers',
      { metadata: { key: 5 } },
      422,
      'metadata-invalid',
      'metadata',
      'metadata key must be a string',
    ],
    [
      'metadata that is too long',
      { metadata: { key: 'x'.repeat(MAX_METADATA_BYTES) } },
      422,
      'metadata-invalid',
      'metadata',
      `metadata must not exceed ${MAX_METADATA_BYTES} bytes, encoded as key=value&… with percent-encoded values`,
    ],
    [
      'a field it does not know',
      { acl: 'public-read' },
      422,
      'invalid-request',
      'acl',
      'there is no such field',
    ],
    [
      'a field of Object.prototype',
      { toString: 1 },
      422,
      'invalid-request',
      'toString',
      'there is no such field',
    ],
    [
      'a field named constructor',
      { constructor: 'x' },
      422,
      'invalid-request',
      'constructor',
      'there is no such field',
    ],
  ];
  it.each(refusals)('refuses %s', async (_, changed, status, code, field, message) => {
    const answer = await gateway.presign(aPresign(changed));
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer).toMatchObject({
      status,
      json: { status, code, detail: `${message}.`, errors: [{ field, code, message }] },
    });
  });

  it.each(['[]', '"text"', '5', 'true', 'null'])('refuses %s, which is no object', async (body) => {
    expect(await gateway.presign(body)).toMatchObject({
      status: 422,
      json: { code: 'invalid-request', errors: [{ field: '', message: 'the body must be a JSON object' }] },
    });
  });

  it('lists everything that is wrong, the most specific first', async () => {
    const changed = { filename: 'a/b', contentType: 'image/png', size: 1e9, metadata: { A: '' }, extra: 1 };
    const { json } = await gateway.presign(aPresign({ ...changed, checksumSha256: 5 }));
    expect((json as { errors: { field: string }[] }).errors.map(({ field }) => field)).toEqual([
      'filename',
      'contentType',
      'size',
      'metadata',
      'checksumSha256',
      'extra',
    ]);
  });

  it('does not answer with more than it was asked', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}`, 0]));
    const { json } = await gateway.presign(aPresign(unknown));
    expect((json as { errors: unknown[] }).errors).toHaveLength(20);
  });

  it('answers any JSON with permission or a coded problem', async () => {
    const field = fc.constantFrom(
      'filename',
      'size',
      'contentType',
      'policy',
      'checksumSha256',
      'metadata',
      'constructor',
      'toString',
      '__proto__',
      'x',
    );
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.dictionary(
        fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__')),
        fc.string({ unit: 'binary' }),
      ),
      fc.constantFrom('offer.pdf', 'application/pdf', 'documents', SHA256, 1000, '$value', '\ud800'),
    );
    const body = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.dictionary(field, value).map((fields) => JSON.stringify({ ...aPresign(), ...fields })),
    );
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const { status, json } = await gateway.presign(text);
        if (status !== 201) expect(json).toMatchObject({ status, code: expect.stringMatching(/^[a-z-]+$/) });
        expect([201, 400, 413, 422]).toContain(status);
      }),
      { numRuns: 300 },
    );
  });
});
