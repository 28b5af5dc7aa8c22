import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createBackend, createClient, type ClientOptions, type Progress } from './index.js';

const BYTES = Buffer.alloc(300_000, 'airlock');
const PDF = new File([BYTES], 'offer.pdf', { type: 'application/pdf' });
const MINUTES = 60_000;
const LEFT = new Error('the user left');
let controller: AbortController;

/** What a server does with a request, in turn; the last of them again and again. */
type Step = (request: IncomingMessage, response: ServerResponse) => unknown;

const answer =
  (status: number, body: unknown = '', headers: Record<string, string> = {}): Step =>
  async (request, response) => {
    await buffer(request);
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
const problem = (status: number, code: string, headers = {}) =>
  answer(status, { code, detail: code, status }, headers);
const reset: Step = (request) => void request.socket.resetAndDestroy();
const resetInTheMiddle: Step = (request) => request.once('data', () => request.socket.resetAndDestroy());
const storeButReset: Step = async (request) => {
  stored.push({ headers: request.headers, bytes: await buffer(request) });
  request.socket.resetAndDestroy();
};
const store: Step = async (request, response) => {
  stored.push({ headers: request.headers, bytes: await buffer(request) });
  response.end();
};
const standStill: Step = () => undefined;
const expired = answer(403, '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>');
const validated = answer(202, { id: 'id-1', status: 'validated', filename: 'offer.pdf' });

/** A gateway and a storage on one port: what each route does is a list of steps, and what it was asked is kept. */
const stored: { headers: IncomingMessage['headers']; bytes: Buffer }[] = [];
let asked: string[];
let tokens: (string | undefined)[];
let routes: Record<'presign' | 'put' | 'complete' | 'status', Step[]>;
let close: () => Promise<void>;
let endpoint: string;
let urlTtlMilliseconds: number;

const presign: Step = async (request, response) => {
  const { size, ...declared } = JSON.parse(String(await buffer(request))) as { size: number };
  const id = `id-${asked.filter((route) => route === 'presign').length}`;
  response.writeHead(201).end(
    JSON.stringify({
      id,
      method: 'PUT',
      uploadUrl: `${endpoint}/storage/${id}`,
      headers: {
        'content-length': String(size),
        'if-none-match': '*',
        'x-declared': JSON.stringify(declared),
      },
      expiresAt: new Date(Date.now() + urlTtlMilliseconds).toISOString(),
    }),
  );
};

const route = ({ method, url = '' }: IncomingMessage): keyof typeof routes =>
  method === 'PUT' ? 'put' : method === 'GET' ? 'status' : url.includes('complete') ? 'complete' : 'presign';

beforeEach(async () => {
  stored.length = 0;
  asked = [];
  tokens = [];
  urlTtlMilliseconds = 5 * MINUTES;
  routes = {
    presign: [presign],
    put: [store],
    complete: [validated],
    status: [answer(200, { status: 'pending' })],
  };
  const listener: RequestListener = (request, response) => {
    request.on('error', () => undefined);
    const name = route(request);
    asked.push(name);
    if (name !== 'put') tokens.push(request.headers.authorization);
    const [step = standStill, ...later] = routes[name];
    if (later.length > 0) routes[name] = later;
    void Promise.resolve(step(request, response)).catch(() => undefined); // what comes of a client that left
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => close());

const aClient = (options: Partial<ClientOptions> = {}) =>
  createClient({ endpoint, token: 'token', retry: { baseMilliseconds: 1 }, ...options });

describe('an upload', () => {
  it('sends the bytes with every signed header, not in chunks, and gives the verdict', async () => {
    const upload = await aClient().upload(PDF, { policy: 'documents', metadata: { order: '4711' } });
    expect(stored).toHaveLength(1);
    expect(stored[0]?.bytes.equals(BYTES)).toBe(true);
    expect(stored[0]?.headers).toMatchObject({
      'content-length': '300000',
      'if-none-match': '*',
      'x-declared':
        '{"filename":"offer.pdf","contentType":"application/pdf","policy":"documents","metadata":{"order":"4711"}}',
    });
    expect(stored[0]?.headers).not.toHaveProperty('transfer-encoding');
    expect(await upload.verdict()).toMatchObject({ status: 'validated', filename: 'offer.pdf' });
    expect(tokens).toEqual(['Bearer token', 'Bearer token']);
  });

  it('tells of its progress up to the last byte', async () => {
    const told: Progress[] = [];
    await aClient().upload(PDF, { onProgress: (progress) => told.push(progress) });
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toEqual({ sentBytes: 300_000, totalBytes: 300_000 });
  });

  it('declares the SHA-256 of the bytes if it is told to', async () => {
    await aClient().upload(PDF, { checksumSha256: true });
    const checksum = createHash('sha256').update(BYTES).digest('base64');
    expect(stored[0]?.headers['x-declared']).toContain(`"checksumSha256":"${checksum}"`);
  });

  it.each<[string, Step]>([
    ['a 500', answer(500)],
    ['a 503', answer(503, '<Error><Code>SlowDown</Code></Error>')],
    ['a 429', answer(429, '', { 'retry-after': '0' })],
    ['a 409 of a write under way', answer(409, '<Error><Code>ConditionalRequestConflict</Code></Error>')],
    ['a 400 RequestTimeout', answer(400, '<Error><Code>RequestTimeout</Code></Error>')],
    ['a connection that is reset', reset],
    ['a connection that is reset in the middle', resetInTheMiddle],
  ])('sends the bytes again after %s', async (_, failure) => {
    routes.put = [failure, failure, store];
    await aClient().upload(PDF);
    expect(asked).toEqual(['presign', 'put', 'put', 'put']);
    expect(stored.map(({ bytes }) => bytes.equals(BYTES))).toEqual([true]);
  });

  it('sends the bytes again when the connection stands still', async () => {
    routes.put = [standStill, store];
    await aClient({ stallSeconds: 0.2 }).upload(PDF);
    expect(asked).toEqual(['presign', 'put', 'put']);
  });

  it('takes a 412 for what it is: an attempt before has arrived', async () => {
    routes.put = [storeButReset, answer(412, '<Error><Code>PreconditionFailed</Code></Error>')];
    const upload = await aClient().upload(PDF);
    expect(upload.id).toBe('id-1');
    expect(stored).toHaveLength(1);
  });

  it('asks for another URL when its own has expired', async () => {
    routes.put = [expired, store];
    expect((await aClient().upload(PDF)).id).toBe('id-2');
    expect(asked).toEqual(['presign', 'put', 'status', 'presign', 'put']);
  });

  it('goes by the clock as well when the storage does not say why it refuses', async () => {
    urlTtlMilliseconds = -1;
    routes.put = [answer(403), store];
    expect((await aClient().upload(PDF)).id).toBe('id-2');
  });

  it('does not send twice what had arrived before the URL expired', async () => {
    routes.put = [storeButReset, expired];
    routes.status = [answer(200, { status: 'scanning' })];
    expect((await aClient().upload(PDF)).id).toBe('id-1');
    expect(stored).toHaveLength(1);
  });

  it('gives up when every URL expires', async () => {
    routes.put = [expired];
    await expect(aClient().upload(PDF)).rejects.toMatchObject({ code: 'storage-refused' });
    expect(asked.filter((name) => name === 'put')).toHaveLength(5);
  });

  it('gives up after the attempts that it has', async () => {
    routes.put = [reset];
    const failed = aClient({ retry: { attempts: 3, baseMilliseconds: 1 } }).upload(PDF);
    await expect(failed).rejects.toMatchObject({ name: 'AirlockError', code: 'connection-failed' });
    expect(asked).toEqual(['presign', 'put', 'put', 'put']);
  });

  it('does not repeat what the storage refuses for good', async () => {
    routes.put = [answer(400, '<Error><Code>BadDigest</Code></Error>')];
    await expect(aClient().upload(PDF)).rejects.toMatchObject({
      code: 'storage-refused',
      message: 'the storage answered 400 BadDigest',
      status: 400,
    });
    expect(asked).toEqual(['presign', 'put']);
  });

  it('fails with the code and the sentence of the problem when the gateway refuses', async () => {
    const errors = [{ field: 'size', code: 'size-exceeded', message: 'too large' }];
    routes.presign = [
      answer(413, { code: 'size-exceeded', detail: 'size must be at most 5', status: 413, errors }),
    ];
    await expect(aClient().upload(PDF)).rejects.toMatchObject({
      code: 'size-exceeded',
      message: 'size must be at most 5',
      status: 413,
      errors,
    });
    expect(asked).toEqual(['presign']);
  });

  it('asks a gateway again that is overloaded, restarting or away', async () => {
    routes.presign = [
      problem(429, 'rate-limited', { 'retry-after': '0' }),
      answer(502, '<html>Bad gateway</html>'),
      reset,
      problem(503, 'dependency-unavailable'),
      presign,
    ];
    expect((await aClient().upload(PDF)).id).toBe('id-5');
  });

  it('does not wait for a gateway that asks for more than a minute', async () => {
    routes.presign = [problem(429, 'rate-limited', { 'retry-after': '3600' })];
    await expect(aClient().upload(PDF)).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterSeconds: 3600,
    });
  });

  it('asks for its token each time, and keeps to the one that it began with', async () => {
    let tokensGiven = 0;
    const upload = await aClient({ token: async () => `token-${++tokensGiven}` }).upload(PDF);
    await upload.verdict();
    expect(tokens).toEqual(['Bearer token-1', 'Bearer token-1']);
  });

  it.each<[string, Step]>([
    ['while the bytes are sent', (request) => request.resume().once('data', () => controller.abort(LEFT))],
    ['while it waits for an answer', (request) => request.resume().once('end', () => controller.abort(LEFT))],
    [
      'between two attempts',
      (request, response) => {
        response.once('finish', () => setImmediate(() => controller.abort(LEFT)));
        return answer(503)(request, response);
      },
    ],
  ])('is aborted %s', async (_, step) => {
    controller = new AbortController();
    routes.put = [step];
    const client = aClient({ retry: { baseMilliseconds: MINUTES } });
    await expect(client.upload(PDF, { signal: controller.signal })).rejects.toBe(LEFT);
    expect(asked).toEqual(['presign', 'put']);
  });

  it('does not begin when it is aborted before', async () => {
    await expect(aClient().upload(PDF, { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
    expect(asked).toEqual([]);
  });
});

describe('a verdict', () => {
  it('is waited for, poll after poll, and a rejection is one', async () => {
    const rejected = { status: 'rejected', rejection: { code: 'macro', detail: 'has a macro' } };
    routes.complete = [
      answer(202, { status: 'scanning' }),
      problem(503, 'dependency-unavailable'),
      answer(202, rejected),
    ];
    const upload = await aClient().upload(PDF);
    expect(await upload.verdict()).toEqual(rejected);
  });

  it('is found by the id of an upload', async () => {
    expect(await (await aClient().find('id-9')).verdict()).toMatchObject({ status: 'validated' });
  });

  it('is no longer waited for when it is aborted', async () => {
    const controller = new AbortController();
    routes.complete = [() => controller.abort(new Error('enough'))];
    const upload = await aClient().upload(PDF);
    await expect(upload.verdict({ signal: controller.signal })).rejects.toThrow('enough');
  });
});

describe('a backend', () => {
  it('fails with a typed error when nobody is there', async () => {
    await close();
    const backend = createBackend({ endpoint, apiKey: 'key', retry: { attempts: 1 } });
    await expect(backend.status('id')).rejects.toMatchObject({ code: 'connection-failed' });
  });

  it('does not take a page of somebody else for an answer', async () => {
    routes.status = [answer(200, '<html>Welcome to our hotel</html>')];
    await expect(createBackend({ endpoint, apiKey: 'key' }).status('id')).rejects.toMatchObject({
      code: 'unexpected-answer',
    });
  });
});
