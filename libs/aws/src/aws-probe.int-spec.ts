import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsProbe, type Probed } from './aws-probe.js';
import { anEnvironment, clientsFor, newBucket, newQueue } from '#testing/cloud';
import { AwsClients } from './clients/aws-clients.js';
import { topicArn } from './sns/topic-arn.js';
import { QueueUrls } from './sqs/queue-urls.js';

const nowhere = anEnvironment();
const clients = clientsFor(nowhere);

/** Of things that are not there, but for those given. */
const aProbe = (there: Partial<Probed> = {}): AwsProbe => new AwsProbe(clients, probed(there));

function probed(there: Partial<Probed> = {}): Probed {
  const urls = new QueueUrls(nowhere);
  return {
    bucket: nowhere.BUCKET,
    scanQueueUrl: urls.scan,
    consumerQueueUrl: urls.consumer,
    topicArn: topicArn(nowhere),
    ...there,
  };
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

  it('does not wait for a cloud that hangs', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const hanging = new AwsClients(anEnvironment({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` }));
    await expect(new AwsProbe(hanging, probed(), 50).bucket()).rejects.toMatchObject({
      code: 'dependency-unavailable',
      message: expect.stringContaining('did not answer'),
    });
    hanging.destroy();
    server.closeAllConnections();
    server.close();
  });
});
