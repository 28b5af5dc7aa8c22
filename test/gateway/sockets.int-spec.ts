import { once } from 'node:events';
import { Agent, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayUnderTest, KEYS } from './a-gateway.js';
import { eventually } from '../e2e/support/eventually.js';
import { FakeClock } from './fake-clock.js';
import { MemoryLog } from './memory-log.js';

/** Nobody wakes by himself. */
class StoppedClock extends FakeClock {
  readonly asleep: AbortSignal[] = [];
  private onSleep = (): void => undefined;
  readonly somebodySleeps = new Promise<void>((resolve) => (this.onSleep = resolve));

  override async sleep(_: number, signal: AbortSignal): Promise<void> {
    this.asleep.push(signal);
    this.onSleep();
    if (!signal.aborted) await once(signal, 'abort');
  }
}

/** So short that a test need not wait, and no test's own requests take as long. */
const LIMITS = { headersMilliseconds: 300, requestMilliseconds: 300, checkMilliseconds: 20 };

/** Less than Jest's own, so that a failure says what was waited for. */
const PATIENCE_MILLISECONDS = 4_000;

let clock: StoppedClock;
let logger: MemoryLog;
let gateway: GatewayUnderTest;
let port: number;
let agent: Agent;
let sockets: Socket[];
beforeEach(async () => {
  clock = new StoppedClock();
  logger = new MemoryLog();
  gateway = await new GatewayUnderTest(clock).start({ logger, limits: LIMITS });
  await gateway.app.listen(0, '127.0.0.1');
  ({ port } = gateway.app.getHttpServer().address() as AddressInfo);
  sockets = [];
  agent = new Agent({ keepAlive: true });
});
afterEach(async () => {
  agent.destroy();
  for (const socket of sockets) socket.destroy();
  await gateway.close();
});

async function get(path: string, signal?: AbortSignal): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${KEYS.acme}` };
  const sent = request({ port, host: '127.0.0.1', path, headers, agent, ...(signal && { signal }) });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

/** Says something that no HTTP client would, and hears the answer to its end. It never closes by itself. */
async function say(bytes: string): Promise<{ head: string; problem: unknown }> {
  const [head = '', body = ''] = (await text(open(bytes))).split('\r\n\r\n');
  return { head, problem: JSON.parse(body) };
}

function open(bytes: string): Socket {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined); // it may be cut off, which is the point
  sockets.push(socket);
  socket.write(bytes);
  return socket;
}

const server = (): Server => gateway.app.getHttpServer();

/** Sockets that the gateway holds. */
async function held(): Promise<number> {
  return promisify(server().getConnections.bind(server()))();
}

const nothingHeld = () =>
  eventually(
    'the socket to be closed',
    async () => ((await held()) === 0 ? true : undefined),
    PATIENCE_MILLISECONDS,
  );

/** The head of a presign that announces more of a body than it sends. */
const presignHead = (key: string, bytes = 1000): string =>
  `POST /uploads/presign HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n`;

describe('the gateway’s sockets', () => {
  it.each([
    [
      'header fields too large',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    [
      'a request line too long',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    ['no HTTP at all', 'HELO example.org\r\n\r\n', 400, 'malformed-request'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'malformed-request',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'malformed-request',
    ],
  ])('answer %s with a problem', async (_, bytes, status, code) => {
    const { head, problem } = await say(bytes);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*application/problem\\+json`));
    expect(problem).toMatchObject({ status, code });
    await nothingHeld();
  });

  it.each([
    ['headers', 'POST /uploads/presign HTTP/1.1\r\nHost: a\r\n'],
    ['a body', `${presignHead(KEYS.acme)}{`],
    [
      'a body in chunks',
      `${presignHead(KEYS.acme).replace(/Content-Length: .*/, 'Transfer-Encoding: chunked')}1\r\n{`,
    ],
    ['a body that no route reads', `GET /policies HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n`],
    ['nothing', ''],
  ])('are not held by who is slow to send %s', async (_, bytes) => {
    const accepted = once(server(), 'connection');
    open(bytes);
    await accepted;
    await nothingHeld();
  });

  it('tell who is slow to send a body', async () => {
    const { head, problem } = await say(`${presignHead(KEYS.acme)}{`);
    expect(head).toMatch(/^HTTP\/1.1 408 [^]*Connection: close/);
    expect(problem).toMatchObject({ code: 'request-timeout' });
  });

  it('let who has sent everything wait for longer than a request may take to arrive', async () => {
    const upload = gateway.issued();
    let isAnswered = false;
    const response = get(`/uploads/${upload.id}?wait=20`).finally(() => (isAnswered = true));
    await clock.somebodySleeps;
    await say(`${presignHead(KEYS.acme)}{`); // takes that long
    await say(`${presignHead(KEYS.acme)}{`);
    expect(isAnswered).toBe(false);
    await gateway.close();
    expect(await json(await response)).toMatchObject({ id: upload.id, status: 'pending' });
  });

  it.each([
    ['a stranger', `${presignHead('nobody')}{`, 401],
    ['a stranger without a body', 'GET /uploads/x HTTP/1.1\r\nHost: a\r\n\r\n', 401],
    ['a body that is announced as too long', `${presignHead(KEYS.acme, 70_000)}{`, 413],
    ['a body for nobody', 'POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{', 404],
    ['a body of another type', `${presignHead(KEYS.acme).replace('application/json', 'text/plain')}{`, 415],
  ])('answer %s at once and close, whatever is still to come', async (_, bytes, status) => {
    const { head } = await say(bytes);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*connection: close`, 'i'));
    await nothingHeld();
  });

  it.each([
    ['a stranger’s', 'nobody', 60_000, 401],
    ['one that is too long', KEYS.acme, 300_000, 413],
  ])(
    'answer a client that sends all of its body, %s, so that it hears why',
    async (_, key, bytes, status) => {
      const response = await fetch(`http://127.0.0.1:${port}/uploads/presign`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: ' '.repeat(bytes),
      });
      expect([response.status, response.headers.get('connection')]).toEqual([status, 'close']);
    },
  );

  it('stay open for who is known and sends what it announces', async () => {
    await text(await get('/policies'));
    await text(await get(`/uploads/${gateway.issued().id}`));
    expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
  });

  it.each([
    ['a length', '', '{"filename":'],
    ['chunks', 'Transfer-Encoding: chunked', '5\r\n{"fil'],
  ])(
    'take a client that leaves in the middle of its body, with %s, for no error',
    async (_, framing, body) => {
      const head = presignHead(KEYS.acme).replace(/Content-Length: .*/, (length) => framing || length);
      const arrived = once(server(), 'request');
      const socket = open(`${head}${body}`);
      await arrived;
      socket.resetAndDestroy();
      const line = await eventually(
        'its line in the log',
        () => logger.of('Problem')[0],
        PATIENCE_MILLISECONDS,
      );
      expect(line).toMatchObject({ level: 'log', message: { code: 'malformed-request' } });
      expect(logger.lines.filter(({ level }) => level !== 'log')).toEqual([]);
    },
  );

  it('stop reading a body that says nothing of its length once it is too long', async () => {
    const head = `POST /uploads/presign HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${KEYS.acme}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const { problem } = await say(`${head}${`4000\r\n${' '.repeat(0x4000)}\r\n`.repeat(5)}`);
    expect(problem).toMatchObject({ status: 413, code: 'body-too-large' });
  });

  it('answer who waits at once when the process stops, and then close', async () => {
    const upload = gateway.issued();
    const response = get(`/uploads/${upload.id}?wait=20`);
    await clock.somebodySleeps;
    const closed = gateway.close();
    expect(await json(await response)).toMatchObject({ id: upload.id, status: 'pending' });
    await closed;
  });

  it('answer what still arrives on an open connection while the process stops, and close it', async () => {
    const socket = open('GET /policies HTTP/1.1\r\nHost: a\r\nAuthoriz');
    await eventually('the connection', async () => ((await held()) === 1 ? true : undefined));
    const closed = gateway.close();
    socket.write(`ation: Bearer ${KEYS.acme}\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toMatch(/^connection: close\r$/im);
    await closed;
  });

  it('stop waiting for a verdict when the client leaves', async () => {
    const client = new AbortController();
    const response = get(`/uploads/${gateway.issued().id}?wait=20`, client.signal);
    await clock.somebodySleeps;
    client.abort();
    await expect(response).rejects.toThrow();
    const [waiting] = clock.asleep;
    if (waiting?.aborted === false) await once(waiting, 'abort');
    expect(waiting?.aborted).toBe(true);
  });

  it('close although a client keeps its connection', async () => {
    await text(await get('/policies'));
    await expect(gateway.close()).resolves.toBeUndefined();
  });
});
