import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Inspection, loadCustomChecks } from '#checks';
import { readEnvironment, readPolicies, serve } from '#service';
import { SqsServer } from '#sqs-transport';
import { scannable } from './config/scannable.js';
import { ScannerEnvironment } from './config/scanner-environment.js';
import { ScannerModule } from './scanner.module.js';

await serve('scanner', async ({ host, logger }) => {
  const environment = readEnvironment(ScannerEnvironment, process.env);
  const policies = scannable(await readPolicies(environment.POLICIES_FILE));
  const inspection = new Inspection({ customChecks: await loadCustomChecks(environment.CUSTOM_CHECKS) });
  const module = ScannerModule.forRoot(environment, policies, inspection);
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    logger,
    abortOnError: false,
  });
  app.connectMicroservice({ strategy: app.get(SqsServer) }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  await app.listen(environment.HEALTH_PORT, host);
  return app;
});
