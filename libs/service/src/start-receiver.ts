import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Service } from './serve.js';

export interface Receiver {
  readonly module: DynamicModule;
  /** The provider in it that brings the messages. */
  readonly transport: Type<CustomTransportStrategy>;
  /** Where its health is asked for. */
  readonly port: string;
}

/** Starts an app that lives from its messages; HTTP is there for its health alone. It receives when it says that it is up. */
export async function startReceiver(
  { module, transport, port }: Receiver,
  { host, logger }: Service,
): Promise<INestApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    logger,
    abortOnError: false,
    // Nest closes HTTP before the transport, and Node would wait for every request in flight, also for half of one:
    // nobody waits for an answer about health, so the drain does not either. Whoever asks from now on is refused.
    forceCloseConnections: true,
  });
  app.connectMicroservice({ strategy: app.get(transport) }, { inheritAppConfig: true });
  // What can fail comes first: a process that ends for a port that is taken would leave what it has received hidden, and
  // each start of a crash loop would use up a receive of healthy messages.
  await app.listen(port, host);
  await app.startAllMicroservices();
  return app;
}
