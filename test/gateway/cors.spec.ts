import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPresign, GatewayUnderTest, KEYS, type Asked } from './a-gateway.js';

const APP = 'https://app.example.com';
const OTHER = 'https://other.example';
const listed = new GatewayUnderTest();
const open = new GatewayUnderTest();
beforeAll(async () => {
  await listed.start({ corsOrigins: `${APP}, http://localhost:5173`, rateLimitPerMinute: 1 });
  await open.start();
});
afterAll(() => Promise.all([listed.close(), open.close()]));

const FOR_PAGES: [string, string][] = [
  ['POST', '/uploads/presign'],
  ['GET', '/uploads/any'],
  ['POST', '/uploads/any/complete'],
  ['GET', '/policies'],
];
const preflight = (url: string, method: string, origin: string): Asked => ({
  method: 'OPTIONS',
  url,
  key: '',
  headers: { origin, 'access-control-request-method': method },
});
const ALLOW_ORIGIN = 'access-control-allow-origin';

describe('CORS', () => {
  it.each(FOR_PAGES)('answers the preflight of %s %s before it asks who it is', async (method, url) => {
    const { status, headers, text } = await listed.ask(preflight(url, method, APP));
    expect([status, text]).toEqual([204, '']);
    expect(headers).toMatchObject({
      [ALLOW_ORIGIN]: APP,
      'access-control-allow-methods': expect.stringContaining(method),
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '7200',
      vary: 'origin',
    });
  });

  it.each([
    ['DELETE', '/uploads/any'],
    ['PUT', '/uploads/presign'],
  ])('does not allow a page to %s %s', async (method, url) => {
    const { headers } = await listed.ask(preflight(url, method, APP));
    expect(headers['access-control-allow-methods']).not.toContain(method);
  });

  it.each([
    ['GET', '/uploads/any/download', 401],
    ['POST', '/sessions', 401],
    ['GET', '/health/live', 404],
    ['GET', '/docs/json', 404],
  ])('has no preflight for %s %s', async (method, url, status) => {
    const answer = await listed.ask(preflight(url, method, APP));
    expect([answer.status, answer.headers[ALLOW_ORIGIN]]).toEqual([status, undefined]);
  });

  it.each([OTHER, 'null', `${APP}.evil.example`, APP.toUpperCase()])('does not know %s', async (origin) => {
    for (const [method, url] of FOR_PAGES) {
      expect((await listed.ask(preflight(url, method, origin))).headers).not.toHaveProperty(ALLOW_ORIGIN);
      const answer = await listed.ask({ url: '/policies', headers: { origin } });
      expect(answer.headers).toMatchObject({ vary: 'origin' });
      expect(answer.headers).not.toHaveProperty(ALLOW_ORIGIN);
    }
  });

  it('lets a page read every answer, and what to wait for', async () => {
    const token = await listed.session({}, KEYS.other);
    const headers = { origin: APP };
    const ask = (asked: Partial<Asked>) => listed.presign(aPresign(), { headers, key: token, ...asked });
    const answers = [
      await ask({}),
      await ask({}),
      await ask({ key: 'nobody' }),
      await listed.ask({ url: '/policies', headers }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 429, 401, 200]);
    for (const { headers: sent } of answers)
      expect(sent).toMatchObject({
        [ALLOW_ORIGIN]: APP,
        'access-control-expose-headers': 'retry-after, x-request-id',
      });
  });

  it('never lets cookies in', async () => {
    for (const gateway of [listed, open]) {
      const { headers } = await gateway.ask(preflight('/uploads/presign', 'POST', APP));
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  it('allows every origin where every origin is', async () => {
    const { headers } = await open.ask(preflight('/uploads/presign', 'POST', OTHER));
    expect(headers).toMatchObject({ [ALLOW_ORIGIN]: '*' });
    expect(headers).not.toHaveProperty('vary');
  });
});
