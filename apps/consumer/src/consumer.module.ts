import { type DynamicModule, Module } from '@nestjs/common';
import { AwsModule, QueueUrls, SQSClient } from '#aws';
import { HealthController, ReadinessProbe, ReceivingProbe } from '#service';
import { cloudEventDeserializer, SqsServer } from '#sqs-transport';
import type { ConsumerEnvironment } from './consumer-environment.js';
import { UploadsController } from './uploads.controller.js';

/** As in the queue's redrive policy: at the last delivery the reason goes to the dead-letter queue with the event. */
const MAX_RECEIVE_COUNT = 12;

@Module({})
export class ConsumerModule {
  static forRoot(environment: ConsumerEnvironment): DynamicModule {
    return {
      module: ConsumerModule,
      imports: [AwsModule.forRoot(environment)],
      controllers: [UploadsController, HealthController],
      providers: [
        {
          provide: SqsServer,
          inject: [SQSClient, QueueUrls],
          useFactory: (client: SQSClient, urls: QueueUrls) =>
            new SqsServer({
              client,
              queueUrl: urls.consumer,
              deadLetterQueueUrl: urls.consumerDeadLetter,
              waitTimeSeconds: environment.SQS_WAIT_TIME_SECONDS,
              maxReceiveCount: MAX_RECEIVE_COUNT,
              deserializer: cloudEventDeserializer(),
            }),
        },
        {
          provide: ReadinessProbe,
          inject: [SqsServer],
          useFactory: (server: SqsServer) => new ReceivingProbe(server),
        },
      ],
    };
  }
}
