import { afterEach, describe, expect, it } from '@jest/globals';
import { GatewayUnderTest } from './a-gateway.js';

let gateway: GatewayUnderTest;
const start = (isOn: boolean) =>
  (gateway = new GatewayUnderTest()).start(
    isOn ? { console: { folder: `${process.cwd()}/apps/console`, storageOrigin: 'https://s3.example' } } : {},
  );
const get = (url: string) => gateway.ask({ url, key: '' });
afterEach(() => gateway.close());

describe('the console', () => {
  it('is not there unless somebody wants it', async () => {
    await start(false);
    for (const url of ['/', '/console', '/console/']) expect((await get(url)).status).toBe(404);
  });

  it('is where / and /console lead, without a key', async () => {
    await start(true);
    expect(await get('/')).toMatchObject({ status: 302, headers: { location: 'console/' } });
    expect(await get('/console')).toMatchObject({ status: 301, headers: { location: '/console/' } });
    expect(await get('/console/')).toMatchObject({
      status: 200,
      text: expect.stringContaining('<title>Airlock console</title>'),
    });
  });

  it('may run its own scripts alone, and reach the gateway and the storage alone', async () => {
    await start(true);
    const policy = String((await get('/console/')).headers['content-security-policy']).split(';');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self' https://s3.example",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy.join()).not.toMatch(/unsafe|\*/);
    // Everybody else keeps what they have.
    const { headers } = await get('/docs/json');
    expect(headers['content-security-policy']).toContain("connect-src 'self';");
  });

  it.each(['/console/%2e%2e/gateway/src/main.ts', '/console/nothing', '/console/src/'])(
    'has no %s',
    async (url) => {
      await start(true);
      expect(await get(url)).toMatchObject({ status: 404, json: { code: 'not-found' } });
    },
  );
});
