import {
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetPublicAccessBlockCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetSubscriptionAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { cleanKey, incomingKey, uploadEvent } from '#core';
import { anUpload, aRejectedVerdict } from '#testing';
import { anEnvironment, clientsFor, receive } from '#testing/cloud';
import { SnsEventPublisher } from '../sns/sns-event-publisher.js';
import { topicArn } from '../sns/topic-arn.js';
import { queueUrl } from '../sqs/queue-url.js';
import { provision } from './provision.js';

const RESOURCES = join(process.cwd(), 'localstack/resources');

describe('what is provisioned', () => {
  const environment = anEnvironment({ CORS_ORIGIN: 'https://app.example.com,https://b.example.com' });
  const { s3, sns, sqs } = clientsFor(environment);
  const urls = {
    scan: queueUrl(environment, environment.SCAN_QUEUE),
    scanDeadLetter: queueUrl(environment, environment.SCAN_DLQ),
    consumer: queueUrl(environment, environment.CONSUMER_QUEUE),
  };
  const Bucket = environment.BUCKET;
  beforeAll(async () => {
    await provision(environment, RESOURCES);
    await provision(environment, RESOURCES); // again: it changes nothing
  });

  const attributesOf = async (queueUrl: string): Promise<Record<string, string>> => {
    const get = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] });
    return (await sqs.send(get)).Attributes ?? {};
  };

  it('notifies the scan queue of what is put into incoming/, and of nothing else', async () => {
    const upload = anUpload();
    await s3.send(new PutObjectCommand({ Bucket, Key: cleanKey(upload), Body: 'a' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: incomingKey(upload), Body: 'a' }));
    const messages = await receive(sqs, urls.scan, 1);
    const keys = messages
      .map(({ Body = '' }) => Body)
      .map((body) => (JSON.parse(body) as { Records: { s3: { object: { key: string } } }[] }).Records[0])
      .map((record) => decodeURIComponent(record?.s3.object.key ?? ''));
    expect(keys).toEqual([incomingKey(upload)]);
  });

  it('delivers events raw to the consumer', async () => {
    const event = uploadEvent(anUpload(), aRejectedVerdict());
    await new SnsEventPublisher(topicArn(environment, environment.EVENTS_TOPIC), sns).publish(event);
    const [message] = await receive(sqs, urls.consumer, 1);
    expect(JSON.parse(message?.Body ?? 'null')).toEqual(event);
  });

  it('subscribes the consumer once', async () => {
    const list = new ListSubscriptionsByTopicCommand({
      TopicArn: topicArn(environment, environment.EVENTS_TOPIC),
    });
    const { Subscriptions = [] } = await sns.send(list);
    expect(Subscriptions).toHaveLength(1);
    const get = new GetSubscriptionAttributesCommand({ SubscriptionArn: Subscriptions[0]?.SubscriptionArn });
    const { FilterPolicy = '{}' } = (await sns.send(get)).Attributes ?? {};
    expect(JSON.parse(FilterPolicy)).toHaveProperty('type');
  });

  it('gives up on a message after 12 receives and keeps it for 14 days', async () => {
    const { RedrivePolicy = '{}', VisibilityTimeout } = await attributesOf(urls.scan);
    const { MessageRetentionPeriod, QueueArn } = await attributesOf(urls.scanDeadLetter);
    const redrive = JSON.parse(RedrivePolicy) as Record<string, unknown>;
    expect(redrive.deadLetterTargetArn).toBe(QueueArn);
    expect(Number(redrive.maxReceiveCount)).toBe(12);
    expect(VisibilityTimeout).toBe('60');
    expect(MessageRetentionPeriod).toBe(String(14 * 24 * 60 * 60));
  });

  it.each([
    ['the scan queue takes messages of the bucket', 's3', urls.scan, `arn:aws:s3:::${Bucket}`],
    [
      "the consumer's queue takes messages of the topic",
      'sns',
      urls.consumer,
      topicArn(environment, environment.EVENTS_TOPIC),
    ],
  ])('%s alone', async (_, service, queueUrl, source) => {
    const { Policy = '{}' } = await attributesOf(queueUrl);
    const { Statement } = JSON.parse(Policy) as { Statement: unknown[] };
    expect(Statement).toEqual([
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: `${service}.amazonaws.com` },
        Action: 'sqs:SendMessage',
        Condition: {
          ArnEquals: { 'aws:SourceArn': source },
          StringEquals: { 'aws:SourceAccount': '000000000000' },
        },
      }),
    ]);
  });

  it('closes the bucket to the public', async () => {
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(Object.values(PublicAccessBlockConfiguration ?? {})).toEqual([true, true, true, true]);
  });

  it('lets the web origin upload', async () => {
    const { CORSRules = [] } = await s3.send(new GetBucketCorsCommand({ Bucket }));
    expect(CORSRules).toEqual([
      expect.objectContaining({
        AllowedOrigins: ['https://app.example.com', 'https://b.example.com'],
        ExposeHeaders: ['ETag'],
      }),
    ]);
  });

  it('cleans up what nobody came back for', async () => {
    const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules).toEqual([
      expect.objectContaining({
        Filter: expect.objectContaining({ Prefix: 'incoming/' }),
        Expiration: expect.objectContaining({ Days: 14 }),
      }),
      expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
    ]);
  });

  it('comes back to what the documents say', async () => {
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: urls.scan, Attributes: { VisibilityTimeout: '5' } }),
    );
    await provision(environment, RESOURCES);
    expect(await attributesOf(urls.scan)).toMatchObject({ VisibilityTimeout: '60' });
  });
});
