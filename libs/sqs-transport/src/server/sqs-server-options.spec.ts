import { describe, expect, it } from '@jest/globals';
import { DEAD_LETTERS, FakeSqs, QUEUE } from '../../test/fake-sqs.js';
import { resolveOptions, type SqsServerOptions } from './sqs-server-options.js';

const given = (options: Partial<SqsServerOptions> = {}): SqsServerOptions => ({
  client: new FakeSqs().client,
  queueUrl: QUEUE,
  deserializer: () => [],
  ...options,
});

describe('resolveOptions', () => {
  it('fills in what is left out', () => {
    expect(resolveOptions(given({ concurrency: undefined }))).toMatchObject({
      concurrency: 10,
      visibilityTimeoutSeconds: 60,
      waitTimeSeconds: 20,
      backoff: { firstSeconds: 2, maxSeconds: 900 },
      drainMilliseconds: 20_000,
    });
  });

  it.each<[string, Partial<SqsServerOptions>]>([
    ['concurrency', { concurrency: 0 }],
    ['concurrency', { concurrency: 1.5 }],
    ['visibilityTimeoutSeconds', { visibilityTimeoutSeconds: 43_201 }],
    ['waitTimeSeconds', { waitTimeSeconds: 0 }],
    ['waitTimeSeconds', { waitTimeSeconds: 21 }],
    ['maxReceiveCount', { maxReceiveCount: 0 }],
    ['backoff.firstSeconds', { backoff: { firstSeconds: -1, maxSeconds: 1 } }],
    ['backoff.maxSeconds', { backoff: { firstSeconds: 10, maxSeconds: 9 } }],
    ['drainMilliseconds', { drainMilliseconds: NaN }],
    ['FIFO', { queueUrl: `${QUEUE}.fifo` }],
    ['FIFO', { deadLetterQueueUrl: `${DEAD_LETTERS}.fifo` }],
  ])('refuses a bad %s: %j', (name, options) => {
    expect(() => resolveOptions(given(options))).toThrow(name);
  });

  it('lists every problem at once', () => {
    expect(() => resolveOptions(given({ concurrency: 0, waitTimeSeconds: 0 }))).toThrow(
      'SqsServer: concurrency must be a whole number from 1 to 1000; waitTimeSeconds must be a whole number from 1 to 20',
    );
  });
});
