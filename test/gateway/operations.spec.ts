import { describe, expect, it } from '@jest/globals';
import { AirlockError } from '#core';
import { aPresign, GatewayUnderTest, KEYS } from './a-gateway.js';
import { MemoryLog } from './memory-log.js';

describe('GET /health/ready', () => {
  const unavailable = {
    type: 'urn:airlock:problem:dependency-unavailable',
    title: 'A dependency is unavailable',
    status: 503,
    code: 'dependency-unavailable',
  };

  it('is ok while the bucket is there', async () => {
    const gateway = await new GatewayUnderTest().start();
    const { status, json } = await gateway.ask({ url: '/health/ready', key: '' });
    await gateway.close();
    expect({ status, json }).toEqual({ status: 200, json: { status: 'ok' } });
  });

  it('is degraded, not down, when the bucket goes away', async () => {
    const gateway = await new GatewayUnderTest().start();
    await gateway.ask({ url: '/health/ready' });
    gateway.probe.isAway = true;
    gateway.clock.pass(1000);
    const { status, json } = await gateway.ask({ url: '/health/ready' });
    await gateway.close();
    expect({ status, json }).toMatchObject({ status: 200, json: { status: 'degraded' } });
  });

  it('is 503 as long as the bucket has never been there', async () => {
    const gateway = new GatewayUnderTest();
    gateway.probe.isAway = true;
    await gateway.start();
    const answer = await gateway.ask({ url: '/health/ready' });
    await gateway.close();
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': expect.any(String) },
      json: { ...unavailable, detail: 'The gateway has not reached its bucket yet.' },
    });
  });

  it('asks S3 once, however many probes come', async () => {
    const gateway = await new GatewayUnderTest().start();
    await Promise.all(Array.from({ length: 50 }, () => gateway.ask({ url: '/health/ready' })));
    gateway.clock.pass(999);
    await gateway.ask({ url: '/health/ready' });
    await gateway.close();
    expect(gateway.probe.asked).toBe(1);
  });
});

describe('GET /policies', () => {
  it('lists what may be uploaded', async () => {
    const gateway = await new GatewayUnderTest().start();
    const { status, json } = await gateway.ask({ url: '/policies', key: '' });
    await gateway.close();
    expect({ status, json }).toEqual({
      status: 200,
      json: [
        { name: 'documents', maxBytes: 2_097_152, contentTypes: ['application/pdf'] },
        { name: 'pictures', maxBytes: 100, contentTypes: ['image/png', 'image/jpeg'] },
      ],
    });
  });
});

describe('the log', () => {
  it('has one line a request: the route’s pattern, never the URL', async () => {
    const logger = new MemoryLog();
    const gateway = await new GatewayUnderTest().start({ logger });
    const { id } = gateway.issued();
    const { headers } = await gateway.ask({ url: `/uploads/${id}?wait=0` });
    await gateway.close();
    expect(logger.of('Http')).toEqual([
      {
        level: 'log',
        context: 'Http',
        message: {
          method: 'GET',
          route: '/uploads/:id',
          status: 200,
          tenant: 'acme',
          upload: id,
          milliseconds: expect.any(Number),
          requestId: headers['x-request-id'],
        },
      },
    ]);
  });

  it('has the id of the upload in every line about it', async () => {
    const logger = new MemoryLog();
    const gateway = new GatewayUnderTest();
    gateway.verdicts.find = () => Promise.reject(new TypeError('a bug'));
    await gateway.start({ logger });
    const { id } = (await gateway.presign()).json as { id: string };
    await gateway.ask({ url: `/uploads/${id}` });
    await gateway.close();
    const lines = [...logger.of('Http'), ...logger.of('Problem')];
    expect(lines).toHaveLength(3);
    for (const { message } of lines) expect(message).toMatchObject({ upload: id });
  });

  it('has no secret in it, whatever happens', async () => {
    const logger = new MemoryLog();
    const gateway = await new GatewayUnderTest().start({ logger });
    const presigned = (await gateway.presign()).json as { id: string };
    await gateway.presign(aPresign({ filename: 'secret\n{"level":"forged"}' }));
    await gateway.ask({ url: `/uploads/${presigned.id}?X-Amz-Signature=secret` });
    await gateway.ask({ url: '/uploads/secret', key: 'secret' });
    await gateway.ask({ url: '/secret\n' });
    await gateway.close();
    const text = JSON.stringify(logger.lines);
    for (const secret of [KEYS.acme, 'uploads.test', 'secret', 'Signature', 'forged'])
      expect(text).not.toContain(secret);
  });

  it('names what went wrong, and the request it went wrong in', async () => {
    const logger = new MemoryLog();
    const gateway = new GatewayUnderTest();
    gateway.verdicts.find = () => Promise.reject(new TypeError('a bug'));
    await gateway.start({ logger });
    const { headers } = await gateway.ask({ url: `/uploads/${gateway.issued().id}` });
    await gateway.close();
    expect(logger.of('Problem')).toEqual([
      {
        level: 'error',
        context: 'Problem',
        message: {
          requestId: headers['x-request-id'],
          upload: expect.any(String),
          code: 'internal',
          error: expect.stringMatching(/^TypeError: a bug\n.*at /),
        },
      },
    ]);
  });

  it('warns of a dependency that is away, with the reason', async () => {
    const logger = new MemoryLog();
    const gateway = new GatewayUnderTest();
    const cause = new Error('connect ECONNREFUSED');
    gateway.verdicts.find = () =>
      Promise.reject(new AirlockError('dependency-unavailable', 'no S3', { cause }));
    await gateway.start({ logger });
    await gateway.ask({ url: `/uploads/${gateway.issued().id}` });
    await gateway.close();
    expect(logger.of('Problem')).toMatchObject([
      {
        level: 'warn',
        message: { error: expect.stringMatching(/no S3[^]*caused by Error: connect ECONNREFUSED/) },
      },
    ]);
  });
});
