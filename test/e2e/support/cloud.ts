import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { UploadEvent } from '#core';

export const BUCKET = 'airlock';
const REGION = 'us-east-1';
const TOPIC = `arn:aws:sns:${REGION}:000000000000:airlock-events`;

const connection = {
  region: REGION,
  endpoint: process.env.STACK_CLOUD_ENDPOINT ?? '',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const;

export const s3 = new S3Client({ ...connection, forcePathStyle: true });
export const sqs = new SQSClient({ ...connection, useQueueUrlAsEndpoint: false });
const sns = new SNSClient(connection);

/** Waits until `probe` gives something. The suite's own patience: a condition that never holds fails the test, not the run. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  patienceMilliseconds = 40_000,
): Promise<T> {
  const deadline = Date.now() + patienceMilliseconds;
  while (Date.now() < deadline) {
    const found = await probe();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`gave up waiting for ${what}`);
}

export async function queueUrl(name: string): Promise<string> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  return QueueUrl ?? '';
}

/** Puts a message on the scan queue, as S3 would. */
export async function notify(body: unknown): Promise<void> {
  const MessageBody = typeof body === 'string' ? body : JSON.stringify(body);
  await sqs.send(new SendMessageCommand({ QueueUrl: await queueUrl('airlock-scan'), MessageBody }));
}

/** A record as S3 writes it; the key form-encoded, as S3 does. */
export function record(key: string, bucket = BUCKET): Record<string, unknown> {
  const encoded = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    eventTime: new Date().toISOString(),
    s3: {
      s3SchemaVersion: '1.0',
      bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
      object: { key: encoded, size: 1, eTag: 'x', sequencer: '0' },
    },
  };
}

/** A message in the dead-letter queue that satisfies `matches`; it is taken out. */
export async function deadLetter(
  matches: (body: string) => boolean,
): Promise<{ body: string; reason: string | undefined }> {
  const QueueUrl = await queueUrl('airlock-scan-dlq');
  return eventually('a dead letter', async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 1,
        VisibilityTimeout: 1,
        MessageAttributeNames: ['All'],
      }),
    );
    const found = Messages.find(({ Body = '' }) => matches(Body));
    if (found === undefined) return undefined;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: found.ReceiptHandle }));
    return { body: found.Body ?? '', reason: found.MessageAttributes?.reason?.StringValue };
  });
}

/** A subscriber of its own: every event published while it lives. */
export class Subscriber {
  private readonly events: UploadEvent[] = [];

  private constructor(
    private readonly queueUrl: string,
    private readonly subscriptionArn: string,
  ) {}

  static async subscribe(): Promise<Subscriber> {
    const name = `e2e-${randomUUID()}`;
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    const { SubscriptionArn = '' } = await sns.send(
      new SubscribeCommand({
        TopicArn: TOPIC,
        Protocol: 'sqs',
        Endpoint: `arn:aws:sqs:${REGION}:000000000000:${name}`,
        Attributes: { RawMessageDelivery: 'true' },
        ReturnSubscriptionArn: true,
      }),
    );
    return new Subscriber(QueueUrl, SubscriptionArn);
  }

  /** The events about an upload, once there are at least `count` of them. */
  async about(id: string, count = 1): Promise<UploadEvent[]> {
    return eventually(`${count} event(s) about ${id}`, async () => {
      await this.receive();
      const events = this.events.filter(({ subject }) => subject === id);
      return events.length >= count ? events : undefined;
    });
  }

  private async receive(): Promise<void> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: this.queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    for (const { Body = '', ReceiptHandle } of Messages) {
      this.events.push(JSON.parse(Body) as UploadEvent);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }));
    }
  }

  async close(): Promise<void> {
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: this.subscriptionArn }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl: this.queueUrl }));
  }
}

export function closeCloud(): void {
  s3.destroy();
  sqs.destroy();
  sns.destroy();
}
