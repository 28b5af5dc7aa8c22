import type { FactoryProvider } from '@nestjs/common';
import { AwsProbe, queueUrl, SQSClient, topicArn } from '#aws';
import { AirlockError, parseIncomingKey } from '#core';
import { type S3ObjectCreated, s3NotificationDeserializer, type SqsPacket, SqsServer } from '#sqs-transport';
import type { ScannerEnvironment } from './config/scanner-environment.js';

/** The scan queue. While S3 or SNS is away nothing is received, so that an outage does not use up receive counts. */
export const scanQueueServer = (environment: ScannerEnvironment): FactoryProvider<SqsServer> => ({
  provide: SqsServer,
  inject: [SQSClient, AwsProbe],
  useFactory: (client: SQSClient, probe: AwsProbe) =>
    new SqsServer({
      client,
      queueUrl: queueUrl(environment, environment.SCAN_QUEUE),
      deadLetterQueueUrl: queueUrl(environment, environment.SCAN_DLQ),
      deserializer: s3NotificationDeserializer(),
      waitTimeSeconds: environment.SQS_WAIT_TIME_SECONDS,
      concurrency: environment.SCAN_CONCURRENCY,
      groupOf: tenantOf,
      visibilityTimeoutSeconds: environment.SCAN_VISIBILITY_TIMEOUT_SECONDS,
      maxReceiveCount: environment.SCAN_MAX_RECEIVE_COUNT,
      isDependencyFailure: (error) =>
        error instanceof AirlockError && error.code === 'dependency-unavailable',
      probe: async (signal) => {
        const topic = topicArn(environment, environment.EVENTS_TOPIC);
        await Promise.all([probe.bucket(environment.BUCKET, signal), probe.topic(topic, signal)]);
      },
    }),
});

/** S3 sends one record a message. What is no upload's is refused without work, whoever it is counted to. */
function tenantOf([first]: readonly SqsPacket[]): string {
  const { key = '' } = (first?.data ?? {}) as Partial<S3ObjectCreated>;
  return parseIncomingKey(key)?.tenant ?? '';
}
