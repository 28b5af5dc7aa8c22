import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { describe, expect, it } from '@jest/globals';
import { AwsProbe, type Probed } from './aws-probe.js';
import { anEnvironment, clientsFor, newBucket, newQueue } from '#testing/cloud';
import { topicArn } from './sns/topic-arn.js';
import { QueueUrls } from './sqs/queue-urls.js';

const nowhere = anEnvironment();
const clients = clientsFor(nowhere);

/** Of things that are not there, but for those given. */
function aProbe(there: Partial<Probed> = {}): AwsProbe {
  const urls = new QueueUrls(nowhere);
  return new AwsProbe(clients, {
    bucket: nowhere.BUCKET,
    scanQueueUrl: urls.scan,
    consumerQueueUrl: urls.consumer,
    topicArn: topicArn(nowhere),
    ...there,
  });
}

describe('AwsProbe', () => {
  it('finds what is there', async () => {
    const { TopicArn = '' } = await clients.sns.send(new CreateTopicCommand({ Name: nowhere.BUCKET }));
    const queueUrl = await newQueue(clients);
    const probe = aProbe({
      bucket: await newBucket(clients),
      scanQueueUrl: queueUrl,
      consumerQueueUrl: queueUrl,
      topicArn: TopicArn,
    });
    await expect(
      Promise.all([probe.bucket(), probe.scanQueue(), probe.consumerQueue(), probe.topic()]),
    ).resolves.toBeDefined();
  });

  it.each(['bucket', 'scanQueue', 'consumerQueue', 'topic'] as const)(
    'misses a %s that is not there',
    async (what) => {
      await expect(aProbe()[what]()).rejects.toMatchObject({ code: 'dependency-unavailable' });
    },
  );

  it.each(['Enabled', 'Suspended'] as const)('refuses a bucket whose versioning is %s', async (Status) => {
    const bucket = await newBucket(clients);
    await clients.s3.send(
      new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status } }),
    );
    await expect(aProbe({ bucket }).bucket()).rejects.toMatchObject({
      code: 'dependency-unavailable',
      message: expect.stringContaining('versioned'),
    });
  });

  it('ends with the reason of its signal', async () => {
    const stopping = AbortSignal.abort(new Error('stopping'));
    await expect(aProbe().bucket(stopping)).rejects.toThrow('stopping');
  });
});
