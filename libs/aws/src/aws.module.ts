import { SQSClient } from '@aws-sdk/client-sqs';
import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { EventPublisher, ObjectStore, ScanQueue, UploadSigner, VerdictStore } from '#core';
import type { AwsEnvironment } from './aws-environment.js';
import { AwsProbe } from './aws-probe.js';
import { AwsClients } from './clients/aws-clients.js';
import { S3ObjectStore } from './s3/s3-object-store.js';
import { S3VerdictStore } from './s3/s3-verdict-store.js';
import { SigV4UploadSigner } from './signing/sigv4-upload-signer.js';
import { SnsEventPublisher } from './sns/sns-event-publisher.js';
import { topicArn } from './sns/topic-arn.js';
import { QueueUrls } from './sqs/queue-urls.js';
import { SqsScanQueue } from './sqs/sqs-scan-queue.js';

/** Every port on AWS, for the whole application. Nothing is asked of the cloud to build it: a process starts while the cloud is away. */
@Module({})
export class AwsModule {
  static forRoot(environment: AwsEnvironment): DynamicModule {
    const { AWS_REGION: region, BUCKET: bucket } = environment;
    const urls = new QueueUrls(environment);
    const topic = topicArn(environment);
    const providers = [
      provide(ObjectStore, ({ s3, s3Copies }) => new S3ObjectStore(bucket, s3, s3Copies)),
      provide(VerdictStore, ({ s3 }) => new S3VerdictStore(bucket, s3)),
      provide(EventPublisher, ({ sns }) => new SnsEventPublisher(topic, sns)),
      provide(ScanQueue, ({ sqs }) => new SqsScanQueue(sqs, { queueUrl: urls.scan, bucket, region })),
      provide(UploadSigner, ({ s3 }) => SigV4UploadSigner.of(environment, s3.config.credentials)),
      provide(SQSClient, ({ sqs }) => sqs),
      provide(
        AwsProbe,
        (clients) =>
          new AwsProbe(clients, {
            bucket,
            scanQueueUrl: urls.scan,
            consumerQueueUrl: urls.consumer,
            topicArn: topic,
          }),
      ),
    ];
    return {
      module: AwsModule,
      global: true,
      providers: [
        { provide: AwsClients, useFactory: () => new AwsClients(environment) },
        { provide: QueueUrls, useValue: urls },
        ...providers,
      ],
      exports: [QueueUrls, ...providers.map((provider) => provider.provide)],
    };
  }
}

function provide<T>(
  token: abstract new (...args: never) => T,
  build: (clients: AwsClients) => T,
): FactoryProvider<T> {
  return { provide: token, inject: [AwsClients], useFactory: build };
}
