import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { readEnvironment, serve } from '#service';
import { SqsServer } from '#sqs-transport';
import { ConsumerEnvironment } from './consumer-environment.js';
import { ConsumerModule } from './consumer.module.js';

await serve('consumer', async ({ host, logger }) => {
  const environment = readEnvironment(ConsumerEnvironment, process.env);
  const module = ConsumerModule.forRoot(environment);
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    logger,
    abortOnError: false,
  });
  app.connectMicroservice({ strategy: app.get(SqsServer) }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  await app.listen(environment.HEALTH_PORT, host);
  return app;
});
