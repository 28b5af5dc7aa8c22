import { describe, expect, it } from '@jest/globals';
import { Bucket } from '../objects/bucket.js';
import { Notifier, type NotifiedQueues } from './notifier.js';
import type { QueueConfiguration } from './queue-configuration.js';
import type { S3EventName } from './s3-event.js';

/** Settles when as many messages have come as are wanted. */
function someQueues(wanted: number) {
  const sent: { queueArn: string; sequencer: string; key: string }[] = [];
  const { promise, resolve } = Promise.withResolvers<typeof sent>();
  const queues: NotifiedQueues = {
    exists: async () => true,
    send: async (queueArn, body) => {
      const { Records } = JSON.parse(body) as {
        Records: [{ s3: { object: { key: string; sequencer: string } } }];
      };
      sent.push({ queueArn, ...Records[0].s3.object });
      if (sent.length === wanted) resolve(sent);
    },
  };
  return { queues, sent, received: promise };
}

function aBucket(...configurations: Partial<QueueConfiguration>[]): Bucket {
  const bucket = new Bucket('bucket');
  const all = { id: 'id', queueArn: 'queue', events: ['s3:ObjectCreated:*'], prefix: '', suffix: '' };
  bucket.queueConfigurations = configurations.map((configuration) => ({ ...all, ...configuration }));
  return bucket;
}

const anEvent = (key: string, name: S3EventName = 'ObjectCreated:Put') => ({
  name,
  at: new Date(1_000_000_000_000),
  region: 'us-east-1',
  bucket: 'bucket',
  key,
  requestId: 'r',
  sourceAddress: '127.0.0.1',
});

describe('Notifier', () => {
  it('tells every queue that wants it', async () => {
    const { queues, received } = someQueues(2);
    const bucket = aBucket(
      { queueArn: 'a', prefix: 'in/' },
      { queueArn: 'b', suffix: '.pdf' },
      { queueArn: 'c', prefix: 'out/' },
    );
    new Notifier(queues).notify(bucket, anEvent('in/x.pdf'));
    expect((await received).map(({ queueArn }) => queueArn)).toEqual(['a', 'b']);
  });

  it('keeps to the events that were asked for', async () => {
    const { queues, received } = someQueues(1);
    const notifier = new Notifier(queues);
    const bucket = aBucket({ events: ['s3:ObjectCreated:Copy'] });
    notifier.notify(bucket, anEvent('put'));
    notifier.notify(bucket, anEvent('deleted', 'ObjectRemoved:Delete'));
    notifier.notify(bucket, anEvent('copied', 'ObjectCreated:Copy'));
    expect(await received).toMatchObject([{ key: 'copied' }]);
  });

  it('gives sequencers that grow even within a millisecond', async () => {
    const { queues, received } = someQueues(3);
    const notifier = new Notifier(queues);
    for (let count = 0; count < 3; count += 1) notifier.notify(aBucket({}), anEvent('key'));
    const sequencers = (await received).map(({ sequencer }) => sequencer);
    expect(new Set(sequencers).size).toBe(3);
    expect(sequencers.toSorted()).toEqual(sequencers);
  });
});
