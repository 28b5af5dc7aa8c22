import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { afterAll } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AwsClients, type AwsEnvironment, SigningEnvironment } from '#aws';

export const isLocalStack = process.env.CLOUD === 'localstack';

/** What the documents in localstack/resources name. */
interface Names {
  SCAN_QUEUE: string;
  SCAN_DLQ: string;
  CONSUMER_QUEUE: string;
  CONSUMER_DLQ: string;
  EVENTS_TOPIC: string;
  CORS_ORIGIN: string;
}
type TestEnvironment = SigningEnvironment & Readonly<Names>;

/** An environment of its own on the endpoint under test: no name in it is anybody else's. */
export function anEnvironment(overrides: Partial<TestEnvironment> = {}): TestEnvironment {
  process.env.AWS_ACCESS_KEY_ID ??= 'test';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
  const name = `t-${randomUUID()}`;
  return Object.assign(
    new SigningEnvironment(),
    {
      AWS_ENDPOINT_URL: process.env.CLOUD_ENDPOINT,
      BUCKET: name,
      SCAN_QUEUE: `${name}-scan`,
      SCAN_DLQ: `${name}-scan-dlq`,
      CONSUMER_QUEUE: `${name}-consumer`,
      CONSUMER_DLQ: `${name}-consumer-dlq`,
      EVENTS_TOPIC: `${name}-events`,
      CORS_ORIGIN: '*',
    },
    overrides,
  );
}

/** Clients that end with the tests of the file. */
export function clientsFor(environment: AwsEnvironment): AwsClients {
  const clients = new AwsClients(environment);
  afterAll(() => clients.destroy());
  return clients;
}

export async function newBucket({ s3 }: AwsClients): Promise<string> {
  const { BUCKET } = anEnvironment();
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  return BUCKET;
}

export async function newQueue({ sqs }: AwsClients): Promise<string> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: anEnvironment().SCAN_QUEUE }));
  if (QueueUrl === undefined) throw new Error('no queue');
  return QueueUrl;
}
