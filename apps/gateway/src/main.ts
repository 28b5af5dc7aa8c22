import 'reflect-metadata';
import type { DynamicModule } from '@nestjs/common';
import { AwsModule, AwsProbe } from '#aws';
import { readEnvironment, readPolicies, serve } from '#service';
import { Clock } from './clock.js';
import { GatewayEnvironment } from './config/gateway-environment.js';
import { gatewaySettings } from './config/gateway-settings.js';
import { createGateway } from './gateway.js';
import { StorageProbe } from './health/storage-probe.js';

class Adapters {}

const adapters = (environment: GatewayEnvironment): DynamicModule => ({
  module: Adapters,
  imports: [AwsModule.forRoot(environment)],
  providers: [Clock, { provide: StorageProbe, useExisting: AwsProbe }],
  exports: [Clock, StorageProbe],
});

await serve('gateway', async ({ host, logger }) => {
  const environment = readEnvironment(GatewayEnvironment, process.env);
  const policies = await readPolicies(environment.POLICIES_FILE);
  const app = await createGateway(gatewaySettings(environment, policies), adapters(environment), logger);
  await app.listen(environment.PORT, host);
  return app;
});
