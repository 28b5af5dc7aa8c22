import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SessionTokens } from '#core';
import { aPresign, GatewayUnderTest, KEYS, type Answer, type Asked } from './a-gateway.js';

const APP = 'https://app.example.com';
const gateway = new GatewayUnderTest();
beforeAll(() => gateway.start());
afterAll(() => gateway.close());

type Bounds = Readonly<Record<string, unknown>>;
interface Presigned {
  readonly id: string;
  readonly expiresAt: string;
  readonly headers: Readonly<Record<string, string>>;
}

const create = (body: unknown = {}, asked: Partial<Asked> = {}): Promise<Answer> =>
  gateway.ask({ method: 'POST', url: '/sessions', body, ...asked });
const presign = async (key: string, changed: Bounds = {}): Promise<Presigned> =>
  (await gateway.presign(aPresign(changed), { key })).json as Presigned;
const secondsFromNow = (seconds: number): string =>
  new Date(gateway.clock.now().getTime() + seconds * 1000).toISOString();

describe('POST /sessions', () => {
  it.each<[string, Bounds | undefined, number]>([
    ['an hour', {}, 3600],
    ['an hour without a body', undefined, 3600],
    ['as long as is asked', { expiresInSeconds: 86_400 }, 86_400],
  ])('issues a token for %s', async (_, bounds, seconds) => {
    expect(await create(bounds)).toMatchObject({
      status: 201,
      json: { token: expect.stringMatching(/^airlock_session_/), expiresAt: secondsFromNow(seconds) },
    });
  });

  it.each<[string, Bounds, string, string]>([
    ['a policy that is not there', { policy: 'nope' }, 'policy-unknown', 'policy'],
    ['a policy of Object.prototype', { policy: 'constructor' }, 'policy-unknown', 'policy'],
    ['a null policy', { policy: null }, 'invalid-request', 'policy'],
    ['no bytes', { maxBytes: 0 }, 'invalid-request', 'maxBytes'],
    ['half a byte', { maxBytes: 1.5 }, 'invalid-request', 'maxBytes'],
    ['a limit past all integers', { maxBytes: 1e300 }, 'invalid-request', 'maxBytes'],
    ['more than a day', { expiresInSeconds: 86_401 }, 'invalid-request', 'expiresInSeconds'],
    ['no time', { expiresInSeconds: 0 }, 'invalid-request', 'expiresInSeconds'],
    ['a time in quotes', { expiresInSeconds: '60' }, 'invalid-request', 'expiresInSeconds'],
    ['an origin with a path', { origin: `${APP}/` }, 'invalid-request', 'origin'],
    ['any origin', { origin: '*' }, 'invalid-request', 'origin'],
    ['metadata of numbers', { metadata: { a: 1 } }, 'metadata-invalid', 'metadata'],
    ['metadata that is too long', { metadata: { a: 'x'.repeat(768) } }, 'metadata-invalid', 'metadata'],
    ['another tenant', { tenant: 'other' }, 'invalid-request', 'tenant'],
  ])('refuses %s', async (_, bounds, code, field) => {
    expect(await create(bounds)).toMatchObject({ status: 422, json: { code, errors: [{ field, code }] } });
  });

  it('takes a session for no key: it cannot prolong or widen itself', async () => {
    const key = await gateway.session({ maxBytes: 1 });
    expect(await create({}, { key })).toMatchObject({ status: 403, json: { code: 'forbidden' } });
  });
});

describe('a session', () => {
  it('presigns, sees, waits for and completes its own uploads', async () => {
    const key = await gateway.session();
    const { id } = await presign(key);
    expect(gateway.ids.verify('acme', id)).toBe(true);
    for (const url of [`/uploads/${id}`, `/uploads/${id}?wait=1`])
      expect(await gateway.ask({ url, key })).toMatchObject({ status: 200, json: { id, status: 'pending' } });
    expect(await gateway.ask({ method: 'HEAD', url: `/uploads/${id}`, key })).toMatchObject({ status: 200 });
    expect(await gateway.ask({ method: 'POST', url: `/uploads/${id}/complete`, key })).toMatchObject({
      status: 202,
    });
  });

  it('leaves its uploads to the tenant’s key, which may do everything with them', async () => {
    const { id } = await presign(await gateway.session());
    expect(await gateway.ask({ url: `/uploads/${id}` })).toMatchObject({ status: 200 });
    expect(await gateway.ask({ method: 'DELETE', url: `/uploads/${id}` })).toMatchObject({ status: 204 });
  });

  it.each<[string, (id: string) => Asked]>([
    ['download', (id) => ({ url: `/uploads/${id}/download` })],
    ['erase', (id) => ({ method: 'DELETE', url: `/uploads/${id}` })],
  ])('may not %s, not even what is its own', async (_, asked) => {
    const key = await gateway.session();
    const own = (await presign(key)).id;
    for (const id of [own, gateway.issued().id, 'forged'])
      expect(await gateway.ask({ ...asked(id), key })).toMatchObject({
        status: 403,
        json: { code: 'forbidden' },
      });
    expect(await gateway.ask({ url: `/uploads/${own}` })).toMatchObject({ json: { status: 'pending' } });
  });

  it.each<[string, () => Promise<string> | string]>([
    ['another session’s', async () => (await presign(await gateway.session())).id],
    ['the tenant’s own', () => gateway.issued().id],
    ['another tenant’s', () => gateway.issued('other').id],
    [
      'that of a session of another tenant',
      async () => (await presign(await gateway.session({}, KEYS.other))).id,
    ],
    ['forged', () => 'A'.repeat(52)],
  ])('finds no upload whose id is %s', async (_, arrange) => {
    const key = await gateway.session();
    const id = await arrange();
    const asked: Asked[] = [
      { url: `/uploads/${id}`, key },
      { method: 'POST', url: `/uploads/${id}/complete`, key },
    ];
    for (const one of asked)
      expect(await gateway.ask(one)).toMatchObject({
        status: 404,
        json: { code: 'upload-not-found', detail: 'There is no upload with this id.' },
      });
  });

  it('ends when it expires, and what it presigned with it', async () => {
    const key = await gateway.session({ expiresInSeconds: 60 });
    const { id, expiresAt } = await presign(key);
    expect(expiresAt).toBe(secondsFromNow(60));
    gateway.clock.pass(60_000);
    for (const asked of [{ url: `/uploads/${id}` }, { method: 'POST', url: '/uploads/presign' }] as const)
      expect(await gateway.ask({ ...asked, key })).toMatchObject({
        status: 401,
        json: { code: 'unauthenticated' },
      });
  });

  it('is worth nothing with one bit changed, wherever it is', async () => {
    const token = Buffer.from(await gateway.session());
    for (let at = 0; at < token.length; at++) {
      const forged = Buffer.from(token);
      forged.writeUInt8(forged.readUInt8(at) ^ (1 << (at % 7)), at);
      const headers = {
        authorization: `Bearer ${forged.toString('latin1').replaceAll(/[^\x21-\x7e]/g, '?')}`,
      };
      expect((await gateway.ask({ url: '/uploads/any', key: '', headers })).status).toBe(401);
    }
  });

  it('is worth nothing when another secret signed it', async () => {
    const foreign = new SessionTokens(['another-secret-of-32-characters-or-more']);
    const key = foreign.issue('acme', {}, new Date(gateway.clock.now().getTime() + 60_000));
    expect((await gateway.ask({ url: '/uploads/any', key })).status).toBe(401);
  });
});

describe('the bounds of a session', () => {
  const refused = async (bounds: Bounds, changed: Bounds) =>
    gateway.presign(aPresign(changed), { key: await gateway.session(bounds) });

  it('give each upload the policy and the metadata that they name', async () => {
    const key = await gateway.session({ policy: 'pictures', metadata: { user: '42' } });
    const { headers } = await presign(key, { filename: 'a.png', contentType: 'image/png', size: 100 });
    expect(headers).toMatchObject({
      'x-amz-meta-policy': 'pictures',
      'x-amz-meta-metadata': 'user=42',
    });
  });

  it('let a page name what they name', async () => {
    const key = await gateway.session({ policy: 'documents', maxBytes: 1000, metadata: { user: '42' } });
    const { headers } = await presign(key, { policy: 'documents', size: 1000, metadata: {} });
    expect(headers).toMatchObject({ 'x-amz-meta-metadata': 'user=42' });
  });

  it('leave to the page what they do not name', async () => {
    const { headers } = await presign(await gateway.session(), { metadata: { note: 'mine' } });
    expect(headers).toMatchObject({ 'x-amz-meta-metadata': 'note=mine' });
  });

  it.each<[string, Bounds, Bounds, number, string, string]>([
    ['a byte more', { maxBytes: 999 }, {}, 413, 'size-exceeded', 'size'],
    ['more than the policy allows', { maxBytes: 1e9 }, { size: 2_097_153 }, 413, 'size-exceeded', 'size'],
    ['another policy', { policy: 'documents' }, { policy: 'pictures' }, 422, 'policy-not-allowed', 'policy'],
    [
      'another value',
      { metadata: { user: '42' } },
      { metadata: { user: '1' } },
      422,
      'metadata-invalid',
      'metadata',
    ],
    [
      'another key',
      { metadata: { user: '42' } },
      { metadata: { is: 'admin' } },
      422,
      'metadata-invalid',
      'metadata',
    ],
    [
      'any where there is to be none',
      { metadata: {} },
      { metadata: { a: '' } },
      422,
      'metadata-invalid',
      'metadata',
    ],
    ['a tenant', {}, { tenant: 'other' }, 422, 'invalid-request', 'tenant'],
  ])('refuse %s', async (_, bounds, changed, status, code, field) => {
    const { json, status: answered } = await refused(bounds, changed);
    expect([answered, (json as { code: string }).code]).toEqual([status, code]);
    expect((json as { errors: { field: string; code: string }[] }).errors).toContainEqual(
      expect.objectContaining({ field, code }),
    );
  });

  it.each([
    ['the page’s own origin', APP, 201],
    ['no origin, as a program has none', undefined, 201],
    ['another origin', 'https://evil.example', 403],
    ['another port', `${APP}:8443`, 403],
    ['another scheme', 'http://app.example.com', 403],
    ['a page in a sandbox', 'null', 403],
    ['an empty origin', '', 403],
  ])('know %s', async (_, origin, status) => {
    const key = await gateway.session({ origin: APP });
    const headers: Record<string, string> = origin === undefined ? {} : { origin };
    const answer = await gateway.presign(aPresign(), { key, headers });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.json).toMatchObject({ code: 'origin-not-allowed' });
  });
});

describe('the rate limit of sessions', () => {
  it('is each session’s own, and all of a tenant’s have together what a key has', async () => {
    const limited = await new GatewayUnderTest().start({
      rateLimitPerMinute: 5,
      sessionRateLimitPerMinute: 2,
    });
    const status = async (key: string) => (await limited.presign(aPresign(), { key })).status;
    const [one, two, three] = [await limited.session(), await limited.session(), await limited.session()];
    const others = await limited.session({}, KEYS.other);
    const statuses = [await status(one), await status(one), await status(one), await status(one)];
    statuses.push(await status(two), await status(two), await status(three), await status(three));
    const beside = [await status(KEYS.acme), await status(KEYS['acme-2']), await status(others)];
    await limited.close();
    expect(statuses).toEqual([201, 201, 429, 429, 201, 201, 201, 429]);
    expect(beside).toEqual([201, 201, 201]);
  });
});
