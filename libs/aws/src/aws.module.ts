import { SQSClient } from '@aws-sdk/client-sqs';
import { Module, type DynamicModule } from '@nestjs/common';
import { MultipartStore, ObjectStore, VerdictStore } from '#core';
import { AwsProbe } from './aws-probe.js';
import { AwsClients } from './clients/aws-clients.js';
import type { AwsEnvironment } from './config/aws-environment.js';
import { onClients } from './on-clients.js';
import { S3MultipartStore } from './s3/s3-multipart-store.js';
import { S3ObjectStore } from './s3/s3-object-store.js';
import { S3VerdictStore } from './s3/s3-verdict-store.js';

/**
 * The clients, and what every program has: the stores of the bucket. The ports that not everybody needs are added one by one,
 * with {@link scanQueue}, {@link eventPublisher} and {@link uploadSigner}. Nothing is asked of the cloud to build them: a process
 * starts while the cloud is away.
 */
@Module({})
export class AwsModule {
  static forRoot(environment: AwsEnvironment): DynamicModule {
    const { BUCKET: bucket } = environment;
    const providers = [
      { provide: AwsClients, useFactory: () => new AwsClients(environment) },
      onClients(ObjectStore, ({ s3, s3Copies }) => new S3ObjectStore(bucket, s3, s3Copies)),
      onClients(MultipartStore, ({ s3, s3Copies }) => new S3MultipartStore(bucket, s3, s3Copies)),
      onClients(VerdictStore, ({ s3 }) => new S3VerdictStore(bucket, s3)),
      onClients(SQSClient, ({ sqs }) => sqs),
      onClients(AwsProbe, (clients) => new AwsProbe(clients)),
    ];
    return {
      module: AwsModule,
      global: true,
      providers,
      exports: providers.map((provider) => provider.provide),
    };
  }
}
