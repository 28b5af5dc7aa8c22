import 'reflect-metadata';
import { readEnvironment, serve, startReceiver } from '#service';
import { SqsServer } from '#sqs-transport';
import { ConsumerEnvironment } from './consumer-environment.js';
import { ConsumerModule } from './consumer.module.js';

await serve('consumer', async (service) => {
  const environment = readEnvironment(ConsumerEnvironment, process.env);
  const module = ConsumerModule.forRoot(environment);
  return startReceiver({ module, transport: SqsServer, port: environment.HEALTH_PORT }, service);
});
