import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, jest } from '@jest/globals';

/** Set by the suite's global setup. */
export const { CLOUD = '', CLOUD_ENDPOINT = '' } = process.env;
export const REGION = 'us-east-1';
export const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

const configuration = { endpoint: CLOUD_ENDPOINT, region: REGION, credentials: CREDENTIALS, maxAttempts: 1 };
export const s3 = new S3Client({ ...configuration, forcePathStyle: true });
export const sqs = new SQSClient(configuration);
export const sns = new SNSClient(configuration);

/** Names of our own, so that specs never meet each other. */
export const aName = (kind: string): string => `${kind}-${randomUUID()}`;

// LocalStack loads a service on its first request. Shorter than the longest poll, which must not go unnoticed.
jest.setTimeout(15_000);

afterAll(() => {
  for (const client of [s3, sqs, sns]) client.destroy();
});
