import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aBucket, outcome, put } from './support/bucket.js';
import { CLOUD_ENDPOINT, REGION, s3 } from './support/cloud.js';
import { knownDifference } from './support/known-difference.js';
import { send } from './support/send.js';

const impostor = {
  endpoint: CLOUD_ENDPOINT,
  region: REGION,
  credentials: { accessKeyId: 'test', secretAccessKey: 'guess' },
  maxAttempts: 1,
};

describe('authentication', () => {
  let bucket: string;
  beforeAll(async () => {
    bucket = await aBucket();
    await put(bucket, 'key');
  });

  it('lets in who holds the secret', async () => {
    expect(await outcome(s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'key' })))).toBe(200);
  });

  const ANONYMOUS = 'anonymous requests are let in';
  knownDifference('localstack', ANONYMOUS, 'refuses an anonymous GET', async () => {
    const answer = await send({ method: 'GET', url: `${CLOUD_ENDPOINT}/${bucket}/key` });
    expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  knownDifference('localstack', ANONYMOUS, 'refuses an anonymous PUT', async () => {
    const answer = await send({ method: 'PUT', url: `${CLOUD_ENDPOINT}/${bucket}/other`, body: 'bytes' });
    expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  knownDifference(
    'localstack',
    ANONYMOUS,
    'does not tell an anonymous client which objects exist',
    async () => {
      const answer = await send({ method: 'HEAD', url: `${CLOUD_ENDPOINT}/${bucket}/absent` });
      expect(answer.status).toBe(403);
    },
  );

  knownDifference('localstack', ANONYMOUS, 'refuses an anonymous SQS action', async () => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.ListQueues' };
    expect(await send({ method: 'POST', url: `${CLOUD_ENDPOINT}/`, headers, body: '{}' })).toMatchObject({
      status: 403,
    });
  });

  const SECRET = 'header signatures are not verified';
  knownDifference('localstack', SECRET, 'refuses a wrong secret on S3', async () => {
    const client = new S3Client({ ...impostor, forcePathStyle: true });
    expect(await outcome(client.send(new ListObjectsV2Command({ Bucket: bucket })))).toBe(403);
  });

  knownDifference('localstack', SECRET, 'refuses a wrong secret on SQS', async () => {
    expect(await outcome(new SQSClient(impostor).send(new ListQueuesCommand({})))).toBe(403);
  });

  knownDifference('localstack', SECRET, 'refuses a wrong secret on SNS', async () => {
    expect(await outcome(new SNSClient(impostor).send(new ListTopicsCommand({})))).toBe(403);
  });

  knownDifference('localstack', SECRET, 'refuses a request that was signed half an hour ago', async () => {
    const client = new S3Client({
      ...impostor,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      forcePathStyle: true,
      systemClockOffset: -1_800_000,
    });
    await expect(client.send(new ListObjectsV2Command({ Bucket: bucket }))).rejects.toMatchObject({
      name: 'RequestTimeTooSkewed',
    });
  });
});
