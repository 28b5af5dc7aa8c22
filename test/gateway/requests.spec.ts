import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPresign, GatewayUnderTest, KEYS, type Asked } from './a-gateway.js';

const gateway = new GatewayUnderTest();
beforeAll(() => gateway.start());
afterAll(() => gateway.close());

const UNAUTHENTICATED = {
  type: 'urn:airlock:problem:unauthenticated',
  title: 'A valid API key or session is needed',
  status: 401,
  detail:
    'Send a valid API key, or the token of a session that has not expired, as `Authorization: Bearer …`.',
  code: 'unauthenticated',
};
const NOT_FOUND = {
  type: 'urn:airlock:problem:not-found',
  title: 'There is nothing here',
  status: 404,
  detail: 'There is nothing here.',
  code: 'not-found',
};

describe('every request', () => {
  const guarded: [string, Asked][] = [
    ['a presign', { method: 'POST', url: '/uploads/presign', body: aPresign() }],
    ['a status', { url: '/uploads/any' }],
    ['its head', { method: 'HEAD', url: '/uploads/any' }],
    ['a completion', { method: 'POST', url: '/uploads/any/complete' }],
    ['a download', { url: '/uploads/any/download' }],
    ['an erasure', { method: 'DELETE', url: '/uploads/any' }],
    ['a session', { method: 'POST', url: '/sessions', body: {} }],
    ['/sessions itself', { url: '/sessions' }],
    ['a path spelt otherwise', { url: '/%75ploads/any' }],
    ['a path that cannot be decoded', { url: '/uploads/%ff' }],
    ['what does not exist below /uploads', { url: '/uploads/any/acl' }],
    ['/uploads itself', { url: '/uploads?x' }],
  ];
  it.each(guarded)('needs a key for %s', async (_, asked) => {
    const { status, json, headers } = await gateway.ask({ ...asked, key: '' });
    expect({ status, challenge: headers['www-authenticate'] }).toEqual({ status: 401, challenge: 'Bearer' });
    if (asked.method !== 'HEAD') expect(json).toEqual(UNAUTHENTICATED);
  });

  it.each(['/policies', '/health/live', '/health/ready', '/docs', '/docs/json'])(
    'needs no key for %s',
    async (url) => {
      expect((await gateway.ask({ url, key: '' })).status).toBe(200);
    },
  );

  it.each([
    ['no scheme', KEYS.acme],
    ['another scheme', `Basic ${KEYS.acme}`],
    ['a key that is not there', 'Bearer nope'],
    ['two keys', `Bearer ${KEYS.acme} ${KEYS.other}`],
    [
      'the hash instead of the key',
      'Bearer 68e656b251e67e8358bef8483ab0d51c6619f3e7a1a9f0e75838d41ff368f728',
    ],
    ['a key of kilobytes', `Bearer ${'k'.repeat(8000)}`],
  ])('refuses %s', async (_, authorization) => {
    const answer = await gateway.ask({ url: '/uploads/any', key: '', headers: { authorization } });
    expect(answer).toMatchObject({ status: 401, json: UNAUTHENTICATED });
  });

  it.each([
    ['any case of the scheme', `bEARER ${KEYS.acme}`],
    ['the tenant’s second key', `Bearer ${KEYS['acme-2']}`],
  ])('accepts %s', async (_, authorization) => {
    const url = `/uploads/${gateway.issued().id}`;
    expect((await gateway.ask({ url, key: '', headers: { authorization } })).status).toBe(200);
  });

  it.each([
    ['an unknown path', { url: '/nope' }],
    ['an unknown path with a body', { method: 'POST', url: '/nope', body: '{' }],
    ['an unknown method', { method: 'PUT', url: '/uploads/presign', body: {} }],
    ['a file that the docs lack', { url: '/docs/nope.js' }],
    ['a path that cannot be decoded', { url: '/%zz' }],
    ['a preflight of what no page may call', { method: 'OPTIONS', url: '/uploads/any/download' }],
  ] as [string, Asked][])('answers not-found for %s', async (_, asked) => {
    expect(await gateway.ask(asked)).toMatchObject({ status: 404, json: NOT_FOUND });
  });

  it.each([
    ['__proto__', '{"__proto__":{"isAdmin":true}}'],
    ['an escaped __proto__', '{"\\u005f_proto__":{}}'],
    ['a __proto__ further down', '{"metadata":{"__proto__":{}}}'],
    ['constructor.prototype', '{"constructor":{"prototype":{}}}'],
    ['nothing', ''],
    ['half an object', '{"filename":'],
  ])('finds a body malformed that is %s', async (_, body) => {
    expect(await gateway.presign(body)).toMatchObject({ status: 400, json: { code: 'malformed-json' } });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    'nonsense',
  ])('takes no body of type %s', async (type) => {
    const answer = await gateway.presign('{}', { headers: { 'content-type': type } });
    expect(answer).toMatchObject({ status: 415, json: { code: 'unsupported-media-type' } });
  });

  it('takes JSON with a charset', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect((await gateway.presign(aPresign(), { headers })).status).toBe(201);
  });

  it('names itself by nothing but its own request id', async () => {
    const { headers } = await gateway.presign(aPresign(), { headers: { 'x-request-id': 'forged' } });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['an answer', '/policies'],
    ['a refusal', '/uploads/any'],
    ['what is not found', '/nope'],
  ])('has its security headers on %s', async (_, url) => {
    expect((await gateway.ask({ url, key: '' })).headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });
});

describe('the rate limit', () => {
  it('answers 429, with the time to wait, and counts each key by itself', async () => {
    const limited = await new GatewayUnderTest().start({ rateLimitPerMinute: 2 });
    const status = async (key: string) => (await limited.presign(aPresign(), { key })).status;
    const statuses = [await status(KEYS.acme), await status(KEYS.acme), await status(KEYS.acme)];
    const others = [await status(KEYS['acme-2']), await status(KEYS.other)];
    const { headers, json } = await limited.presign();
    await limited.close();
    expect({ statuses, others }).toEqual({ statuses: [201, 201, 429], others: [201, 201] });
    expect(headers['retry-after']).toMatch(/^([1-9]|[1-5]\d|60)$/);
    expect(json).toMatchObject({ status: 429, code: 'rate-limited' });
  });

  it('is not spent by strangers', async () => {
    const limited = await new GatewayUnderTest().start({ rateLimitPerMinute: 1 });
    for (let n = 0; n < 5; n++) await limited.presign(aPresign(), { key: 'nope' });
    const { status } = await limited.presign();
    await limited.close();
    expect(status).toBe(201);
  });
});
