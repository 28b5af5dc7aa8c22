import {
  CopyObjectCommand,
  DeleteObjectCommand,
  PutBucketNotificationConfigurationCommand,
  type Event,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { aBucket, put } from './support/bucket.js';
import { s3 } from './support/cloud.js';
import { aQueue, receiveUntil, type Queue } from './support/queue.js';

interface S3EventRecord {
  readonly eventName: string;
  readonly s3: { readonly bucket: { readonly name: string }; readonly object: { readonly key: string } };
}

const decodeKey = (key: string) => decodeURIComponent(key.replaceAll('+', ' '));
const recordsOf = (bodies: string[]) =>
  bodies.flatMap((body) => (JSON.parse(body) as { Records?: S3EventRecord[] }).Records ?? []);

/** A bucket whose events come to a queue; the prefix is the filter's. */
async function aNotifyingBucket(Prefix = 'incoming/', events: Event[] = ['s3:ObjectCreated:*']) {
  const [Bucket, queue] = [await aBucket(), await aQueue()];
  const FilterRules = [{ Name: 'prefix' as const, Value: Prefix }];
  const configuration = { Id: 'scan', QueueArn: queue.arn, Events: events, Filter: { Key: { FilterRules } } };
  const NotificationConfiguration = { QueueConfigurations: [configuration] };
  await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
  return { Bucket, queue };
}

const eventsUntil = async (queue: Queue, lastKey: string) =>
  recordsOf(
    await receiveUntil(queue, (body) =>
      recordsOf([body]).some(({ s3 }) => decodeKey(s3.object.key) === lastKey),
    ),
  );

describe('notifications', () => {
  it('begin with a test event that has no records', async () => {
    const { Bucket, queue } = await aNotifyingBucket();
    const [body = ''] = await receiveUntil(queue, () => true);
    expect(JSON.parse(body)).toMatchObject({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket });
    expect(JSON.parse(body)).not.toHaveProperty('Records');
  });

  it('tell what was put', async () => {
    const { Bucket, queue } = await aNotifyingBucket();
    await put(Bucket, 'incoming/acme/id', 'bytes');
    expect(await eventsUntil(queue, 'incoming/acme/id')).toEqual([
      expect.objectContaining({
        eventVersion: expect.stringMatching(/^2\.\d+$/),
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        eventName: 'ObjectCreated:Put',
        s3: expect.objectContaining({
          s3SchemaVersion: '1.0',
          configurationId: 'scan',
          bucket: expect.objectContaining({ name: Bucket, arn: `arn:aws:s3:::${Bucket}` }),
          object: expect.objectContaining({
            key: 'incoming/acme/id',
            size: 5,
            eTag: '4b3a6218bb3e3a7303e8a171a60fcf92',
            sequencer: expect.stringMatching(/^[0-9A-F]+$/),
          }),
        }),
      }),
    ]);
  });

  it.each(['a b', 'a+b', '100%', 'ä€😀', 'a%20b', 'a&b=c'])(
    'encode %j so that form decoding gives it back',
    async (name) => {
      const { Bucket, queue } = await aNotifyingBucket();
      await put(Bucket, `incoming/${name}`);
      const [event] = await eventsUntil(queue, `incoming/${name}`);
      expect(event?.s3.object.key).toMatch(/^incoming\/[\w.%+-]+$/);
    },
  );

  it('keep to the prefix', async () => {
    const { Bucket, queue } = await aNotifyingBucket();
    await put(Bucket, 'elsewhere/1');
    await put(Bucket, 'incoming/2');
    expect(await eventsUntil(queue, 'incoming/2')).toHaveLength(1);
  });

  it('do not tell of copies into another prefix', async () => {
    const { Bucket, queue } = await aNotifyingBucket();
    await put(Bucket, 'incoming/1');
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'clean/1', CopySource: `${Bucket}/incoming/1` }));
    await put(Bucket, 'incoming/2');
    const keys = (await eventsUntil(queue, 'incoming/2')).map(({ s3 }) => s3.object.key);
    expect(keys.toSorted()).toEqual(['incoming/1', 'incoming/2']);
  });

  it('tell of copies into the prefix', async () => {
    const { Bucket, queue } = await aNotifyingBucket();
    await put(Bucket, 'elsewhere/1');
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'incoming/1', CopySource: `${Bucket}/elsewhere/1` }));
    expect(await eventsUntil(queue, 'incoming/1')).toMatchObject([{ eventName: 'ObjectCreated:Copy' }]);
  });

  it('tell of deletions to who wants them', async () => {
    const { Bucket, queue } = await aNotifyingBucket('incoming/', ['s3:ObjectRemoved:*']);
    await put(Bucket, 'incoming/1');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'incoming/1' }));
    expect(await eventsUntil(queue, 'incoming/1')).toMatchObject([{ eventName: 'ObjectRemoved:Delete' }]);
  });
});
