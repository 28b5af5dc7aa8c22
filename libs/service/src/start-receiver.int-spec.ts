import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module, type DynamicModule, type INestApplication } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { HealthController } from './health/health.controller.js';
import { type Readiness, ReadinessProbe } from './health/readiness.js';
import { ServiceLogger } from './service-logger.js';
import { startReceiver } from './start-receiver.js';

/** Far more than a stop takes that waits for nobody. */
const STOP_CAP_MILLISECONDS = 10_000;

class ObservedTransport implements CustomTransportStrategy {
  readonly calls: string[] = [];

  listen(callback: () => void): void {
    this.calls.push('listen');
    callback();
  }
  close(): void {
    this.calls.push('close');
  }
}

/** Never answers. */
class HangingReadiness extends ReadinessProbe {
  private onAsked = (): void => undefined;
  readonly asked = new Promise<void>((resolve) => (this.onAsked = resolve));

  check(): Promise<Readiness> {
    this.onAsked();
    return new Promise(() => undefined);
  }
}

@Module({})
class ReceiverModule {
  static with(readiness: ReadinessProbe, transport: ObservedTransport): DynamicModule {
    return {
      module: ReceiverModule,
      controllers: [HealthController],
      providers: [
        { provide: ReadinessProbe, useValue: readiness },
        { provide: ObservedTransport, useValue: transport },
      ],
    };
  }
}

const logger = new ServiceLogger('json');
logger.setLogLevels(['fatal']); // that a port is taken is said by who starts the process

let readiness: HangingReadiness;
let transport: ObservedTransport;
let app: INestApplication;
let clients: Socket[];
beforeEach(async () => {
  readiness = new HangingReadiness();
  transport = new ObservedTransport();
  clients = [];
  app = await started(transport);
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  await app.close();
});

function started(receiving: ObservedTransport, port = '0'): Promise<INestApplication> {
  const module = ReceiverModule.with(readiness, receiving);
  return startReceiver({ module, transport: ObservedTransport, port }, { host: '127.0.0.1', logger });
}

async function say(bytes: string): Promise<Socket> {
  const server = app.getHttpServer() as Server;
  const accepted = once(server, 'connection');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined); // it is cut off, which is the point
  clients.push(client);
  client.write(bytes);
  await accepted;
  return client;
}

describe('a receiver that is told to stop', () => {
  it.each([
    ['said nothing yet', '', async () => undefined],
    ['sent half a request', 'GET /health/ready HTTP/1.1\r\nHost: a\r\n', async () => undefined],
    [
      'waits for an answer that does not come',
      'GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n',
      () => readiness.asked,
    ],
    [
      'keeps its connection after an answer',
      'GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n',
      (client: Socket) => once(client, 'data'),
    ],
  ])(
    'drains its transport without waiting for a client that %s',
    async (_, bytes, happened) => {
      await happened(await say(bytes));
      await app.close();
      expect(transport.calls).toEqual(['listen', 'close']);
    },
    STOP_CAP_MILLISECONDS,
  );
});

it('a receiver whose port is taken receives nothing: it could not finish what it holds', async () => {
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  const idle = new ObservedTransport();
  await expect(started(idle, String(port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(idle.calls).toEqual([]);
});
