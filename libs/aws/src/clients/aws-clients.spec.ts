import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { scriptedClients } from '#testing/cloud';
import { AwsEnvironment } from '../config/aws-environment.js';
import { AwsClients } from './aws-clients.js';

const clientsOf = (environment: Partial<AwsEnvironment> = {}): AwsClients =>
  new AwsClients(Object.assign(new AwsEnvironment(), environment));

describe('AwsClients', () => {
  it('tries three times, and a copy once', async () => {
    const { s3, sqs, sns, s3Copies } = clientsOf();
    for (const { config } of [s3, sqs, sns]) expect(await config.maxAttempts()).toBe(3);
    expect(await s3Copies.config.maxAttempts()).toBe(1);
  });

  it('addresses a bucket by its path on an endpoint, and by its host on AWS', () => {
    expect(clientsOf({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }).s3.config.forcePathStyle).toBe(true);
    expect(clientsOf().s3.config.forcePathStyle).toBe(false);
  });

  it.each([
    new GetObjectCommand({ Bucket: 'b', Key: 'k' }),
    new HeadObjectCommand({ Bucket: 'b', Key: 'k' }),
    new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' }),
    new DeleteObjectCommand({ Bucket: 'b', Key: 'k' }),
    new ListObjectsV2Command({ Bucket: 'b' }),
    new GetBucketVersioningCommand({ Bucket: 'b' }),
    new PutBucketCorsCommand({ Bucket: 'b', CORSConfiguration: { CORSRules: [] } }),
  ])('says whose the bucket has to be, whatever it asks of it', async (command) => {
    const { clients, requests } = scriptedClients({ status: 200 });
    await clients.s3.send(command as GetObjectCommand);
    expect(requests[0]?.headers).toHaveProperty('x-amz-expected-bucket-owner', '000000000000');
  });

  it('says so of both ends of a copy', async () => {
    const body = '<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>';
    const { clients, requests } = scriptedClients({ status: 200, body });
    await clients.s3Copies.send(new CopyObjectCommand({ Bucket: 'b', Key: 'k', CopySource: 'b/a' }));
    expect(requests[0]?.headers).toMatchObject({
      'x-amz-expected-bucket-owner': '000000000000',
      'x-amz-source-expected-bucket-owner': '000000000000',
    });
  });
});
