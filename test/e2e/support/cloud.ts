import { randomUUID } from 'node:crypto';
import {
  ListObjectsV2Command,
  PutBucketNotificationConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { UploadEvent } from '#core';
import { eventually } from './eventually.js';

export const BUCKET = 'airlock';
const REGION = 'us-east-1';
const TOPIC = `arn:aws:sns:${REGION}:000000000000:airlock-events`;

/** S3, SQS and SNS as a stranger with credentials sees them. */
export class Cloud {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  private readonly sns: SNSClient;
  private readonly subscribers: Subscriber[] = [];

  constructor(endpoint: string) {
    const connection = {
      region: REGION,
      endpoint,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    this.s3 = new S3Client({ ...connection, forcePathStyle: true });
    this.sqs = new SQSClient({ ...connection, useQueueUrlAsEndpoint: false });
    this.sns = new SNSClient(connection);
  }

  static ofStack(): Cloud {
    return new Cloud(process.env.STACK_CLOUD_ENDPOINT ?? '');
  }

  async queueUrl(name: string): Promise<string> {
    const { QueueUrl = '' } = await this.sqs.send(new GetQueueUrlCommand({ QueueName: name }));
    return QueueUrl;
  }

  /** How many messages of a queue anybody could receive now, and how many somebody holds. */
  async messages(name: string): Promise<{ visible: number; held: number }> {
    const { Attributes = {} } = await this.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: await this.queueUrl(name),
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return {
      visible: Number(Attributes.ApproximateNumberOfMessages),
      held: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
    };
  }

  /** Puts a message on the scan queue, as S3 would. */
  async notify(body: unknown): Promise<void> {
    const MessageBody = typeof body === 'string' ? body : JSON.stringify(body);
    await this.sqs.send(
      new SendMessageCommand({ QueueUrl: await this.queueUrl('airlock-scan'), MessageBody }),
    );
  }

  /** From now on S3 tells nobody of an object: every notification is lost. */
  async muteNotifications(): Promise<void> {
    await this.s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket: BUCKET, NotificationConfiguration: {} }),
    );
  }

  /** A message in the dead-letter queue that satisfies `matches`; it is taken out. */
  async deadLetter(matches: (body: string) => boolean): Promise<DeadLetter> {
    const QueueUrl = await this.queueUrl('airlock-scan-dlq');
    return eventually('a dead letter', async () => {
      const { Messages = [] } = await this.sqs.send(
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
      await this.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: found.ReceiptHandle }));
      const { reason, receiveCount } = found.MessageAttributes ?? {};
      return { body: found.Body ?? '', reason: reason?.StringValue, receiveCount: receiveCount?.StringValue };
    });
  }

  /** The prefixes under which something of an upload stands. */
  async traces(id: string): Promise<string[]> {
    const prefixes: string[] = [];
    let page: string | undefined;
    do {
      const { Contents = [], NextContinuationToken } = await this.s3.send(
        new ListObjectsV2Command({ Bucket: BUCKET, ContinuationToken: page }),
      );
      prefixes.push(
        ...Contents.filter(({ Key }) => Key?.includes(id)).map(({ Key }) => Key?.split('/')[0] ?? ''),
      );
      page = NextContinuationToken;
    } while (page !== undefined);
    return prefixes.sort();
  }

  /** Nothing of it is left in `incoming/`: the scanner deletes that last, after the verdict that a client sees. */
  async settled(id: string): Promise<string[]> {
    return eventually('incoming/ to be empty', async () => {
      const traces = await this.traces(id);
      return traces.includes('incoming') ? undefined : traces;
    });
  }

  /** A subscriber of its own: every event published from now on. */
  async subscribe(): Promise<Subscriber> {
    const name = `e2e-${randomUUID()}`;
    const { QueueUrl = '' } = await this.sqs.send(new CreateQueueCommand({ QueueName: name }));
    const { SubscriptionArn } = await this.sns.send(
      new SubscribeCommand({
        TopicArn: TOPIC,
        Protocol: 'sqs',
        Endpoint: `arn:aws:sqs:${REGION}:000000000000:${name}`,
        Attributes: { RawMessageDelivery: 'true' },
        ReturnSubscriptionArn: true,
      }),
    );
    const subscriber = new Subscriber(this.sqs, QueueUrl, async () => {
      await this.sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    });
    this.subscribers.push(subscriber);
    return subscriber;
  }

  async close(): Promise<void> {
    for (const subscriber of this.subscribers) await subscriber.close();
    for (const client of [this.s3, this.sqs, this.sns]) client.destroy();
  }
}

export interface DeadLetter {
  readonly body: string;
  readonly reason: string | undefined;
  readonly receiveCount: string | undefined;
}

export class Subscriber {
  private readonly events: UploadEvent[] = [];

  constructor(
    private readonly sqs: SQSClient,
    private readonly queueUrl: string,
    private readonly unsubscribe: () => Promise<void>,
  ) {}

  /** The events about an upload, once there are at least `count` of them. */
  async about(id: string, count = 1): Promise<UploadEvent[]> {
    return eventually(`${count} event(s) about ${id}`, async () => {
      const events = this.events.filter(({ subject }) => subject === id);
      if (events.length >= count) return events;
      await this.receive();
      return undefined;
    });
  }

  /** Every event so far, about whatever, once there is one about each of the uploads. */
  async all(ids: readonly string[]): Promise<readonly UploadEvent[]> {
    for (const id of ids) await this.about(id);
    while ((await this.receive()) > 0);
    return this.events;
  }

  private async receive(): Promise<number> {
    const { Messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: this.queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    for (const { Body = '', ReceiptHandle } of Messages) {
      this.events.push(JSON.parse(Body) as UploadEvent);
      await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }));
    }
    return Messages.length;
  }

  async close(): Promise<void> {
    await this.unsubscribe();
    await this.sqs.send(new DeleteQueueCommand({ QueueUrl: this.queueUrl }));
  }
}
