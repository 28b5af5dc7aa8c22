import type { FactoryProvider } from '@nestjs/common';
import { AwsProbe, QueueUrls, SQSClient } from '#aws';
import { AirlockError } from '#core';
import { s3NotificationDeserializer, SqsServer } from '#sqs-transport';
import type { ScannerEnvironment } from './config/scanner-environment.js';

/** The scan queue. While S3 or SNS is away nothing is received, so that an outage does not use up receive counts. */
export const scanQueueServer = (environment: ScannerEnvironment): FactoryProvider<SqsServer> => ({
  provide: SqsServer,
  inject: [SQSClient, QueueUrls, AwsProbe],
  useFactory: (client: SQSClient, urls: QueueUrls, probe: AwsProbe) =>
    new SqsServer({
      client,
      queueUrl: urls.scan,
      deadLetterQueueUrl: urls.scanDeadLetter,
      deserializer: s3NotificationDeserializer(),
      waitTimeSeconds: environment.SQS_WAIT_TIME_SECONDS,
      concurrency: environment.SCAN_CONCURRENCY,
      visibilityTimeoutSeconds: environment.SCAN_VISIBILITY_TIMEOUT_SECONDS,
      maxReceiveCount: environment.SCAN_MAX_RECEIVE_COUNT,
      isDependencyFailure: (error) =>
        error instanceof AirlockError && error.code === 'dependency-unavailable',
      probe: async (signal) => void (await Promise.all([probe.bucket(signal), probe.topic(signal)])),
    }),
});
