import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anEnvironment, clientsFor, newBucket } from '#testing/cloud';
import { AwsProbe } from './aws-probe.js';
import { AwsClients } from './clients/aws-clients.js';
import { topicArn } from './sns/topic-arn.js';

const nowhere = anEnvironment();
const clients = clientsFor(nowhere);
const probe = new AwsProbe(clients);

describe('AwsProbe', () => {
  it('finds what is there', async () => {
    const { TopicArn = '' } = await clients.sns.send(new CreateTopicCommand({ Name: nowhere.BUCKET }));
    const bucket = await newBucket(clients);
    await expect(Promise.all([probe.bucket(bucket), probe.topic(TopicArn)])).resolves.toBeDefined();
  });

  it.each([
    ['bucket', nowhere.BUCKET],
    ['topic', topicArn(nowhere, nowhere.EVENTS_TOPIC)],
  ] as const)('misses a %s that is not there', async (what, name) => {
    await expect(probe[what](name)).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });

  it.each(['Enabled', 'Suspended'] as const)('refuses a bucket whose versioning is %s', async (Status) => {
    const bucket = await newBucket(clients);
    await clients.s3.send(
      new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status } }),
    );
    await expect(probe.bucket(bucket)).rejects.toMatchObject({
      code: 'dependency-unavailable',
      message: expect.stringContaining('versioned'),
    });
  });

  it('ends with the reason of its signal', async () => {
    const stopping = AbortSignal.abort(new Error('stopping'));
    await expect(probe.bucket(nowhere.BUCKET, stopping)).rejects.toThrow('stopping');
  });

  it('does not wait for a cloud that hangs', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const hanging = new AwsClients(anEnvironment({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` }));
    await expect(new AwsProbe(hanging, 50).bucket(nowhere.BUCKET)).rejects.toMatchObject({
      code: 'dependency-unavailable',
      message: expect.stringContaining('did not answer'),
    });
    hanging.destroy();
    server.closeAllConnections();
    server.close();
  });
});
