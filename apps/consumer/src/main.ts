import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SqsServer } from '#sqs-transport';
import { ConsumerModule } from './consumer.module.js';
import { readSettings } from './settings.js';

const settings = readSettings(process.env);
const app = await NestFactory.create<NestFastifyApplication>(
  ConsumerModule.forRoot(settings),
  new FastifyAdapter(),
  {
    logger: new ConsoleLogger({ json: !settings.isPretty, colors: false, compact: true }),
    abortOnError: false,
    forceCloseConnections: true, // when it stops, nobody waits for an answer about health
  },
);
app.connectMicroservice({ strategy: app.get(SqsServer) }, { inheritAppConfig: true });
app.enableShutdownHooks([], { useProcessExit: true });
// What can fail comes first: a process that ends for a port that is taken would leave hidden what it has received.
await app.listen(settings.port, settings.host);
await app.startAllMicroservices();
