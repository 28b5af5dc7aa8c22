import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutBucketNotificationConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Census, census } from '../faults/rig/census.js';
import { CLOUD_REGION } from '../../tools/stack/environment.js';

const BUCKET = 'airlock';
const SCAN_QUEUE = 'airlock-scan';
const ACCOUNT = '000000000000';
const SUBSCRIBER = 'soak-subscriber';

/** What tells one verdict's event from another's: its id, and when the verdict was reached. */
export interface SoakEvent {
  readonly id: string;
  readonly time: string;
}

/** The cloud as the soak acts on it: past the apps, and past the faults. */
export class SoakCloud {
  private readonly s3: S3Client;
  private readonly sqs: SQSClient;
  private readonly sns: SNSClient;
  private scanQueueUrl = '';
  private subscriberUrl = '';

  constructor(endpoint: string) {
    const connection = {
      region: CLOUD_REGION,
      endpoint,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    this.s3 = new S3Client({ ...connection, forcePathStyle: true });
    this.sqs = new SQSClient({ ...connection, useQueueUrlAsEndpoint: false });
    this.sns = new SNSClient(connection);
  }

  /** From now on nobody is told of an upload but by {@link notify}, and every event is kept. */
  async takeOver(): Promise<void> {
    await this.s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket: BUCKET, NotificationConfiguration: {} }),
    );
    const scan = await this.sqs.send(new GetQueueUrlCommand({ QueueName: SCAN_QUEUE }));
    const own = await this.sqs.send(new CreateQueueCommand({ QueueName: SUBSCRIBER }));
    this.scanQueueUrl = scan.QueueUrl ?? '';
    this.subscriberUrl = own.QueueUrl ?? '';
    await this.sns.send(
      new SubscribeCommand({
        TopicArn: `arn:aws:sns:${CLOUD_REGION}:${ACCOUNT}:airlock-events`,
        Protocol: 'sqs',
        Endpoint: `arn:aws:sqs:${CLOUD_REGION}:${ACCOUNT}:${SUBSCRIBER}`,
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
  }

  async notify(key: string, delaySeconds: number): Promise<void> {
    const s3 = { bucket: { name: BUCKET }, object: { key } };
    const record = { eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3 };
    await this.sqs.send(
      new SendMessageCommand({
        QueueUrl: this.scanQueueUrl,
        MessageBody: JSON.stringify({ Records: [record] }),
        DelaySeconds: delaySeconds,
      }),
    );
  }

  census(): Promise<Census> {
    return census(this.s3, BUCKET);
  }

  /** Undefined if nothing is there. */
  async cleanBytes(id: string): Promise<Buffer | undefined> {
    try {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: `clean/local/${id}` }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  /** Bytes wait to be decided, or to be deleted. */
  async isIncoming(id: string): Promise<boolean> {
    try {
      await this.s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: `incoming/local/${id}` }));
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  /** Messages that wait for a scanner or are held by one; what looks again in 15 minutes is not among them. */
  async backlog(): Promise<number> {
    const { Attributes = {} } = await this.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.scanQueueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  }

  /** The events about each upload, without those that came again. */
  async events(): Promise<Map<string, readonly SoakEvent[]>> {
    const events = new Map<string, SoakEvent[]>();
    for (;;) {
      const QueueUrl = this.subscriberUrl;
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      if (Messages.length === 0) return events;
      for (const { Body = '' } of Messages) {
        const { id, time, subject } = JSON.parse(Body) as SoakEvent & { subject: string };
        const known = events.get(subject) ?? [];
        if (!known.some((event) => event.id === id && event.time === time)) known.push({ id, time });
        events.set(subject, known);
      }
      const Entries = Messages.map(({ ReceiptHandle }, number) => ({ Id: String(number), ReceiptHandle }));
      await this.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  }

  close(): void {
    for (const client of [this.s3, this.sqs, this.sns]) client.destroy();
  }
}
