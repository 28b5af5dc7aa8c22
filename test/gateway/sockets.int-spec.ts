import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayUnderTest, KEYS } from './a-gateway.js';
import { FakeClock } from './fake-clock.js';

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

let clock: StoppedClock;
let gateway: GatewayUnderTest;
let port: number;
let agent: Agent;
beforeEach(async () => {
  clock = new StoppedClock();
  gateway = await new GatewayUnderTest(clock).start();
  await gateway.app.listen(0, '127.0.0.1');
  ({ port } = gateway.app.getHttpServer().address() as AddressInfo);
  agent = new Agent({ keepAlive: true });
});
afterEach(async () => {
  agent.destroy();
  await gateway.close();
});

async function get(path: string, signal?: AbortSignal): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${KEYS.acme}` };
  const sent = request({ port, host: '127.0.0.1', path, headers, agent, ...(signal && { signal }) });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

/** Says something that no HTTP client would, and hears the answer to its end. */
async function say(bytes: string): Promise<{ head: string; problem: unknown }> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  return { head, problem: JSON.parse(body) };
}

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
  });

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
