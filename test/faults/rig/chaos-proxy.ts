import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Call, callOf } from './call.js';
import { Receipts } from './receipts.js';

/** What happens to a call instead of, or after, its effect. */
export type Fault =
  | 'reset' // the connection breaks before the call takes effect
  | 'internal-error' // 500, no effect
  | 'slow-down' // 503, no effect
  | 'truncated' // the call takes effect; its answer ends in the middle
  | 'lost-answer' // the call takes effect; its answer never comes
  | { readonly latencyMilliseconds: number };

/** Decides about a call before it takes effect; while its promise is pending, so is the call. */
export type Rule = (call: Call) => Fault | undefined | Promise<Fault | undefined>;

const ERROR_BODIES: Record<'xml' | 'json', (code: string) => string> = {
  xml: (code) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>chaos</Message></Error>`,
  json: (code) => JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message: 'chaos' }),
};

/** Stands between an app and the cloud, over real sockets, and does what networks and clouds do. */
export class ChaosProxy {
  rule: Rule = () => undefined;
  /** How many calls met a fault. */
  refused = 0;
  /** The calls that were made and not yet answered. */
  readonly inFlight = new Set<Call>();
  private readonly receipts = new Receipts();
  private readonly server: Server;

  constructor(private readonly target: URL) {
    this.server = createServer((incoming, outgoing) => {
      this.relay(incoming, outgoing).catch(() => outgoing.destroy());
    });
  }

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async relay(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    const call = callOf(incoming, body, this.receipts);
    this.inFlight.add(call);
    outgoing.once('close', () => this.inFlight.delete(call));
    const fault = await this.rule(call);
    if (fault !== undefined) this.refused++;
    if (outgoing.destroyed) return; // whoever asked is gone
    if (fault === 'reset') return void outgoing.destroy();
    if (fault === 'internal-error') return fail(outgoing, incoming, 500, 'InternalError');
    if (fault === 'slow-down') return fail(outgoing, incoming, 503, 'SlowDown');
    if (typeof fault === 'object') await pause(fault.latencyMilliseconds);
    const answer = await this.forward(incoming, body, outgoing);
    const bytes = await bytesOf(answer);
    if (call.operation === 'ReceiveMessage' && answer.statusCode === 200) this.receipts.learn(bytes);
    if (fault === 'lost-answer') return void outgoing.destroy();
    outgoing.writeHead(answer.statusCode ?? 500, { ...answer.headers, connection: 'close' });
    if (fault !== 'truncated') return void outgoing.end(bytes);
    outgoing.write(bytes.subarray(0, bytes.length >> 1), () => outgoing.destroy());
  }

  private async forward(
    { method, url, headers }: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
  ): Promise<IncomingMessage> {
    const { hostname, port } = this.target;
    const forwarded = request({ hostname, port, method, path: url, headers, agent: false });
    outgoing.once('close', () => forwarded.destroy()); // a long poll that nobody waits for takes no messages
    forwarded.end(body);
    const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
    return answer;
  }
}

function fail(outgoing: ServerResponse, { headers }: IncomingMessage, status: number, code: string): void {
  const form = headers['x-amz-target'] === undefined ? 'xml' : 'json';
  outgoing.writeHead(status, {
    'content-type': form === 'xml' ? 'application/xml' : 'application/x-amz-json-1.0',
  });
  outgoing.end(ERROR_BODIES[form](code));
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
