import { SQSClient } from '@aws-sdk/client-sqs';
import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { cloudEventDeserializer, SqsServer } from '#sqs-transport';
import { HealthController } from './health.controller.js';
import type { Settings } from './settings.js';
import { UploadsController } from './uploads.controller.js';

/** As in the queue's redrive policy: at the last delivery the reason goes to the dead-letter queue with the event. */
const MAX_RECEIVE_COUNT = 12;

@Module({})
export class ConsumerModule implements OnApplicationShutdown {
  constructor(private readonly client: SQSClient) {}

  static forRoot({ queueUrl, deadLetterQueueUrl, waitTimeSeconds }: Settings): DynamicModule {
    return {
      module: ConsumerModule,
      controllers: [UploadsController, HealthController],
      providers: [
        { provide: SQSClient, useFactory: () => new SQSClient({}) },
        {
          provide: SqsServer,
          inject: [SQSClient],
          useFactory: (client: SQSClient) =>
            new SqsServer({
              client,
              queueUrl,
              deadLetterQueueUrl,
              waitTimeSeconds,
              maxReceiveCount: MAX_RECEIVE_COUNT,
              deserializer: cloudEventDeserializer(),
            }),
        },
      ],
    };
  }

  /** Last, when the transport has drained: it needs the client to acknowledge what it works on. */
  onApplicationShutdown(): void {
    this.client.destroy();
  }
}
