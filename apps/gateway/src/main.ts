import '#require-node';
import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import type { DynamicModule } from '@nestjs/common';
import { AwsModule, AwsProbe, ObjectAddress, scanQueue, uploadSigner } from '#aws';
import { scannable } from '#checks';
import { Clock, ScanQueue, UploadSigner } from '#core';
import { readPolicies, serve, SystemClock } from '#service';
import { GatewayEnvironment } from './config/gateway-environment.js';
import { gatewaySettings } from './config/gateway-settings.js';
import { createGateway } from './gateway.js';
import { StorageProbe } from './health/storage-probe.js';

class Adapters {}

const adapters = (environment: GatewayEnvironment): DynamicModule => ({
  module: Adapters,
  imports: [AwsModule.forRoot(environment)],
  providers: [
    scanQueue(environment, environment.SCAN_QUEUE),
    uploadSigner(environment),
    { provide: Clock, useClass: SystemClock },
    {
      provide: StorageProbe,
      inject: [AwsProbe],
      useFactory: (probe: AwsProbe): StorageProbe => ({ bucket: () => probe.bucket(environment.BUCKET) }),
    },
  ],
  exports: [ScanQueue, UploadSigner, Clock, StorageProbe],
});

/** It lies beside the gateway in the build. */
const consoleSettings = (environment: GatewayEnvironment) => ({
  folder: fileURLToPath(new URL('../../console', import.meta.url)),
  storageOrigin: new ObjectAddress(environment).origin,
});

await serve('gateway', GatewayEnvironment, async (environment, { host, logger }) => {
  const policies = scannable(await readPolicies(environment.POLICIES_FILE));
  const settings = {
    ...gatewaySettings(environment, policies),
    ...(environment.CONSOLE === 'true' && { console: consoleSettings(environment) }),
  };
  const app = await createGateway(settings, adapters(environment), logger);
  await app.listen(environment.PORT, host);
  return app;
});
