import type { FactoryProvider } from '@nestjs/common';
import { EventPublisher, ScanQueue, UploadSigner } from '#core';
import { AwsClients } from './clients/aws-clients.js';
import type { AwsEnvironment } from './config/aws-environment.js';
import { SigV4UploadSigner } from './signing/sigv4-upload-signer.js';
import type { SigningEnvironment } from './signing/signing-environment.js';
import { SnsEventPublisher } from './sns/sns-event-publisher.js';
import { topicArn } from './sns/topic-arn.js';
import { queueUrl } from './sqs/queue-url.js';
import { SqsScanQueue } from './sqs/sqs-scan-queue.js';

/** @param queue the name of the queue that S3 notifies */
export const scanQueue = (environment: AwsEnvironment, queue: string): FactoryProvider<ScanQueue> => {
  const { BUCKET: bucket, AWS_REGION: region } = environment;
  const options = { queueUrl: queueUrl(environment, queue), bucket, region };
  return onClients(ScanQueue, ({ sqs }) => new SqsScanQueue(sqs, options));
};

/** @param topic its name or its ARN */
export const eventPublisher = (environment: AwsEnvironment, topic: string): FactoryProvider<EventPublisher> =>
  onClients(EventPublisher, ({ sns }) => new SnsEventPublisher(topicArn(environment, topic), sns));

export const uploadSigner = (environment: SigningEnvironment): FactoryProvider<UploadSigner> =>
  onClients(UploadSigner, ({ s3 }) => SigV4UploadSigner.of(environment, s3.config.credentials));

/** What is built from the clients of {@link AwsModule}. */
export function onClients<T>(
  token: abstract new (...args: never) => T,
  build: (clients: AwsClients) => T,
): FactoryProvider<T> & { provide: typeof token } {
  return { provide: token, inject: [AwsClients], useFactory: build };
}
