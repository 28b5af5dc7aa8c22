import '#require-node';
import 'reflect-metadata';
import { Inspection, loadCustomChecks, scannable, Turn } from '#checks';
import { readPolicies, serve, startReceiver } from '#service';
import { SqsServer } from '#sqs-transport';
import { maxWaiting } from './config/max-waiting.js';
import { ScannerEnvironment } from './config/scanner-environment.js';
import { ScannerModule } from './scanner.module.js';

await serve('scanner', ScannerEnvironment, async (environment, service) => {
  const policies = scannable(await readPolicies(environment.POLICIES_FILE));
  const customChecks = await loadCustomChecks(environment.CUSTOM_CHECKS);
  const turn = new Turn({ maxWaiting: maxWaiting(environment.SCAN_CONCURRENCY) });
  const inspection = new Inspection({ customChecks, turn });
  const module = ScannerModule.forRoot(environment, policies, inspection);
  return startReceiver({ module, transport: SqsServer, port: environment.HEALTH_PORT }, service);
});
