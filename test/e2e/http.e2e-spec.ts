import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { Airlock, type PresignRequest, type Problem } from './support/airlock.js';
import { PDF } from './support/samples.js';

const airlock = Airlock.of('local');
const anonymous = Airlock.anonymous();
const request: PresignRequest = { filename: 'a.pdf', size: 10, contentType: PDF };

const presign = (change: Record<string, unknown> | string, headers: Record<string, string> = {}) =>
  airlock.send<Problem>(
    'POST',
    '/uploads/presign',
    typeof change === 'string' ? change : { ...request, ...change },
    headers,
  );

describe('a refused presign', () => {
  it.each<[string, number, Record<string, unknown> | string, Record<string, string>?]>([
    [
      'unsupported-media-type',
      415,
      'filename=a.pdf',
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    ['body-too-large', 413, { filename: 'a'.repeat(70_000) }],
    ['malformed-json', 400, '{"filename": '],
    ['invalid-request', 422, { size: 0 }],
    ['invalid-request', 422, { size: 1.5 }],
    ['invalid-request', 422, { size: '10' }],
    ['invalid-request', 422, { unknown: true }],
    ['invalid-request', 422, { checksumSha256: 'AAAA' }],
    ['invalid-request', 422, { contentType: 'application/pdf/x' }],
    ['media-type-ambiguous', 422, { filename: 'a', contentType: '' }],
    ['media-type-not-allowed', 422, { filename: 'a.exe', contentType: '' }],
    ['filename-required', 422, { filename: undefined }],
    ['filename-invalid', 422, { filename: '../etc/passwd' }],
    ['filename-invalid', 422, { filename: 'invoice\u202efdp.exe' }],
    ['filename-invalid', 422, { filename: 'a\r\nx: y.pdf' }],
    ['filename-invalid', 422, { filename: 'CON.pdf' }],
    ['filename-invalid', 422, { filename: 'a.exe:b.pdf' }],
    ['filename-invalid', 422, { filename: 'a.pdf. ' }],
    ['policy-unknown', 422, { policy: 'nobody-knows-it' }],
    ['media-type-not-allowed', 422, { contentType: 'text/html' }],
    ['metadata-invalid', 422, { metadata: { key: 'a\nb' } }],
    ['metadata-invalid', 422, { metadata: { key: 'x'.repeat(2048) } }],
    ['size-exceeded', 413, { size: 2 * 1024 * 1024 + 1 }],
  ])('is a problem with the code %s (%i) for %j', async (code, status, change, headers = {}) => {
    const answer = await presign(change, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ code, status });
    for (const text of [answer.body.type, answer.body.title, answer.body.detail]) expect(text).toMatch(/\S/);
  });

  it('lists everything that is wrong, the most specific first', async () => {
    const { body } = await presign({ filename: 'a/b', contentType: 'text/html', size: 10 ** 9, unknown: 1 });
    expect(body.code).toBe('filename-invalid');
    expect(body.errors?.map(({ code }) => code).sort()).toEqual(
      ['filename-invalid', 'invalid-request', 'media-type-not-allowed', 'size-exceeded'].sort(),
    );
  });

  it.each([
    ['no key', anonymous, {}],
    ['a wrong key', anonymous, { authorization: 'Bearer wrong' }],
    ['another scheme', anonymous, { authorization: 'Basic bG9jYWw6bG9jYWwtZGV2LWtleQ==' }],
  ])('is unauthenticated with %s, whatever else is wrong with it', async (_, client, headers) => {
    const answer = await client.send<Problem>('POST', '/uploads/presign', '{', headers);
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
  });
});

describe('what is not there', () => {
  it.each(['', 'x', 'A'.repeat(52), '..%2f..%2fclean', 'A'.repeat(51), '%00', '%ff'])(
    'is no upload: %j',
    async (id) => {
      const { status, body } = await airlock.send<Problem>('GET', `/uploads/${id}`);
      expect([400, 404]).toContain(status);
      expect(body.code).toEqual(expect.any(String));
    },
  );

  it('is not found, and says so as a problem', async () => {
    const { status, body } = await airlock.send<Problem>('GET', '/nowhere');
    expect([status, body.code]).toEqual([404, 'not-found']);
  });

  it('cannot be downloaded before it is validated', async () => {
    const { id } = await airlock.presign(request);
    const { status, body } = await airlock.send<Problem>('GET', `/uploads/${id}/download`);
    expect([status, body.code]).toEqual([409, 'not-validated']);
  });

  it.each(['21', '-1', 'x', '1e1'])('is not waited for %s seconds', async (wait) => {
    const { id } = await airlock.presign(request);
    const { status, body } = await airlock.send<Problem>('GET', `/uploads/${id}?wait=${wait}`);
    expect([status, body.code]).toEqual([422, 'invalid-request']);
  });
});

describe('what anybody may ask', () => {
  it('is whether the gateway lives and is ready', async () => {
    expect((await anonymous.send('GET', '/health/live')).status).toBe(200);
    expect((await anonymous.send('GET', '/health/ready')).status).toBe(200);
  });

  it('is what may be uploaded', async () => {
    const { status, body } = await airlock.send<{ name: string; maxBytes: number; contentTypes: string[] }[]>(
      'GET',
      '/policies',
    );
    expect(status).toBe(200);
    expect(body.find(({ name }) => name === 'documents')).toEqual({
      name: 'documents',
      maxBytes: 2_097_152,
      contentTypes: expect.arrayContaining([PDF]),
    });
    for (const policy of body)
      expect(Object.keys(policy).sort()).toEqual(['contentTypes', 'maxBytes', 'name']);
  });

  it('is the documentation: every route, with its schemas, examples and problems', async () => {
    const { body } = await anonymous.send<{
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
    }>('GET', '/docs/json');
    const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes).toEqual(
      expect.arrayContaining([
        'POST /uploads/presign',
        'POST /uploads/{id}/complete',
        'GET /uploads/{id}',
        'GET /uploads/{id}/download',
        'DELETE /uploads/{id}',
        'POST /sessions',
        'GET /policies',
        'GET /health/live',
        'GET /health/ready',
      ]),
    );
    const { responses } = body.paths['/uploads/presign']?.post ?? { responses: {} };
    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining(['201', '400', '401', '413', '415', '422', '429']),
    );
    expect(JSON.stringify(responses['422'])).toContain('application/problem+json');
  });
});

describe('what the processes log', () => {
  it('has no key, signature or secret in it', async () => {
    const { uploadUrl } = await airlock.presign(request);
    const signature = new URL(uploadUrl).searchParams.get('X-Amz-Signature') ?? '';
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    const log = process.env.STACK_LOG;
    if (log === undefined) return; // a system that somebody else runs keeps its own logs
    const text = await readFile(log, 'utf8');
    expect(text).toMatch(/gateway/);
    for (const secret of [
      process.env.AIRLOCK_API_KEY ?? '',
      'X-Amz-Signature',
      signature,
      'ID_SECRETS',
      'Bearer ',
    ])
      expect(text.includes(secret)).toBe(false);
  });
});
