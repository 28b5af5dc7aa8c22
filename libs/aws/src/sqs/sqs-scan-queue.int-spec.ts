import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import { incomingKey, parseIncomingKey } from '#core';
import { anUpload } from '#testing';
import { anEnvironment, clientsFor, newQueue, receive } from '#testing/cloud';
import { describeScanQueue } from './scan-queue.contract.js';
import { SqsScanQueue } from './sqs-scan-queue.js';

interface Notification {
  readonly Records: readonly { readonly s3: { readonly object: { readonly key: string } } }[];
}

const clients = clientsFor(anEnvironment());

async function aQueue() {
  const queueUrl = await newQueue(clients);
  return {
    queueUrl,
    queue: new SqsScanQueue(clients.sqs, { queueUrl, bucket: 'airlock', region: 'us-east-1' }),
  };
}

async function received(queueUrl: string): Promise<Notification> {
  const [message] = await receive(clients.sqs, queueUrl, 1);
  return JSON.parse(message?.Body ?? 'null') as Notification;
}

describeScanQueue('SqsScanQueue', async () => {
  const { queue, queueUrl } = await aQueue();
  return {
    queue,
    received: async () => parseIncomingKey((await received(queueUrl)).Records[0]?.s3.object.key ?? ''),
  };
});

describe('SqsScanQueue', () => {
  it('asks as S3 notifies', async () => {
    const { queue, queueUrl } = await aQueue();
    const upload = anUpload();
    await queue.request(upload, 0);
    expect(await received(queueUrl)).toMatchObject({
      Records: [
        {
          eventVersion: '2.1',
          eventSource: 'aws:s3',
          eventName: 'ObjectCreated:Put',
          s3: { bucket: { name: 'airlock' }, object: { key: incomingKey(upload) } },
        },
      ],
    });
  });

  it('does not count a message that somebody works on', async () => {
    const { queue, queueUrl } = await aQueue();
    await queue.request(anUpload(), 0);
    await received(queueUrl);
    expect(await queue.depth()).toBe(0);
  });

  it('holds a delayed message back', async () => {
    const { queue, queueUrl } = await aQueue();
    await queue.request(anUpload(), 900);
    const { Messages } = await clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 0 }),
    );
    expect(Messages ?? []).toEqual([]);
  });

  it('says that a dependency is unavailable when the queue is not there', async () => {
    const queueUrl = `${process.env.CLOUD_ENDPOINT ?? ''}/000000000000/${anEnvironment().SCAN_QUEUE}`;
    const queue = new SqsScanQueue(clients.sqs, { queueUrl, bucket: 'airlock', region: 'us-east-1' });
    await expect(queue.request(anUpload(), 0)).rejects.toMatchObject({ code: 'dependency-unavailable' });
    await expect(queue.depth()).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });
});
