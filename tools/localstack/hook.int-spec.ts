import { describe, expect, it } from '@jest/globals';
import {
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ListSubscriptionsCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { localStackRoot } from './native.js';
import { findPython } from './python.js';
import { virtualEnvironment } from './virtual-environment.js';

const endpoint = process.env.CLOUD_ENDPOINT ?? '';
const client = {
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};
const s3 = new S3Client({ ...client, forcePathStyle: true });
const sqs = new SQSClient({ ...client, useQueueUrlAsEndpoint: false });
const sns = new SNSClient(client);
/** Only LocalStack has hooks; and only where it runs natively is there a Python with boto3 to run one by hand. */
const onNativeLocalStack = process.env.NATIVE_LOCALSTACK ? it : it.skip;

describe('the init hook', () => {
  onNativeLocalStack('changes nothing when it runs again', async () => {
    const before = await everything();
    const python = await virtualEnvironment(await findPython(process.env), () => undefined);
    const root = await localStackRoot();
    const env = { GATEWAY_LISTEN: endpoint, FILESYSTEM_ROOT: root };
    const { stdout } = await promisify(execFile)(python, ['localstack/ready.d/provision.py'], { env });
    await rm(root, { recursive: true });
    expect(stdout).toContain('s3 CreateBucket');
    expect(await everything()).toEqual(before);
    expect(before.queues.map(({ Attributes }) => Attributes?.QueueArn)).toContain(
      'arn:aws:sqs:us-east-1:000000000000:airlock-scan',
    );
  });
});

async function everything() {
  const Bucket = 'airlock';
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'airlock-' }));
  return {
    queues: await Promise.all(QueueUrls.sort().map(queue)),
    topics: (await sns.send(new ListTopicsCommand())).Topics,
    subscriptions: (await sns.send(new ListSubscriptionsCommand())).Subscriptions,
    cors: (await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules,
    lifecycle: (await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules,
    notifications: (await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket })))
      .QueueConfigurations,
  };
}

/** What was set, not how many messages are there or when it was touched. */
async function queue(QueueUrl: string) {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  const isSet = ([name]: [string, unknown]) => !name.startsWith('Approximate') && !name.endsWith('Timestamp');
  return { QueueUrl, Attributes: Object.fromEntries(Object.entries(Attributes).filter(isSet)) };
}
