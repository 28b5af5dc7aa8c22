import 'reflect-metadata';
import { Inspection, loadCustomChecks } from '#checks';
import { readEnvironment, readPolicies, serve, startReceiver } from '#service';
import { SqsServer } from '#sqs-transport';
import { scannable } from './config/scannable.js';
import { ScannerEnvironment } from './config/scanner-environment.js';
import { ScannerModule } from './scanner.module.js';

await serve('scanner', async (service) => {
  const environment = readEnvironment(ScannerEnvironment, process.env);
  const policies = scannable(await readPolicies(environment.POLICIES_FILE));
  const inspection = new Inspection({ customChecks: await loadCustomChecks(environment.CUSTOM_CHECKS) });
  const module = ScannerModule.forRoot(environment, policies, inspection);
  return startReceiver({ module, transport: SqsServer, port: environment.HEALTH_PORT }, service);
});
