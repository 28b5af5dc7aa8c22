import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { aClient, aQueue, cloudEndpoint, eventually } from './a-queue.js';
import { aPromise, captureLog } from './a-server.js';
import { aLineTo } from './cut-line.js';
import { MessageRefused, SqsServer, type SqsContext, type SqsServerOptions } from '../src/index.js';

/** Some clouds load a service only when it is first asked for: ten seconds and more on a busy machine. */
type Handler = (body: string, context: SqsContext) => unknown;

const NO_BACKOFF = { firstSeconds: 0, maxSeconds: 0 };
const ends: (() => unknown)[] = [];
let client: SQSClient;

beforeEach(() => {
  captureLog();
  client = aClient();
  ends.push(() => client.destroy());
});
afterEach(async () => {
  while (ends.length > 0) await ends.pop()?.();
});

/** A transport on a queue of its own; each message is its handler's data. */
async function aTransport(handler: Handler, options: Partial<SqsServerOptions> = {}) {
  const queue = await aQueue(client, options.maxReceiveCount);
  const server = new SqsServer({
    client,
    queueUrl: queue.queueUrl,
    deadLetterQueueUrl: queue.deadLetterQueueUrl,
    deserializer: ({ Body }) => [{ pattern: 'message', data: Body }],
    waitTimeSeconds: 1,
    ...options,
  });
  ends.push(() => server.close());
  server.addHandler('message', async (body: string, context: SqsContext) => handler(body, context), true);
  server.listen((error) => {
    if (error) throw error;
  });
  return { queue, server };
}

describe('SqsServer on a real queue', () => {
  it('deletes what was handled', async () => {
    const bodies: string[] = [];
    const { queue } = await aTransport((body) => bodies.push(body));
    await queue.send('one');
    await queue.send('two');
    await eventually(() => queue.isEmpty());
    expect(bodies.sort()).toEqual(['one', 'two']);
  });

  it('gets a message again that failed, with a growing receive count', async () => {
    const counts: number[] = [];
    const handler: Handler = (_, context) => {
      counts.push(context.getReceiveCount());
      if (counts.length < 3) throw new Error('broken');
    };
    const { queue } = await aTransport(handler, { backoff: NO_BACKOFF });
    await queue.send('one');
    await eventually(() => queue.isEmpty());
    expect(counts).toEqual([1, 2, 3]);
  });

  it('keeps a message that failed out of sight for the backoff', async () => {
    const failed = aPromise();
    const handler: Handler = () => {
      failed.resolve();
      throw new Error('broken');
    };
    const { queue, server } = await aTransport(handler, { backoff: { firstSeconds: 900, maxSeconds: 900 } });
    await queue.send('one');
    await failed.promise;
    await server.close();
    await expect(queue.receive(queue.queueUrl, 2)).resolves.toEqual([]);
    await expect(queue.isEmpty()).resolves.toBe(false);
  });

  it('moves a refused message to the dead-letter queue, as it was and with the reason', async () => {
    const { queue } = await aTransport(() => Promise.reject(new MessageRefused('nicht für mich \u0000')));
    await queue.send('one', {
      tenant: { DataType: 'String', StringValue: 'a' },
      raw: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
    });
    const [moved] = await queue.receive(queue.deadLetterQueueUrl);
    expect(moved?.Body).toBe('one');
    expect(moved?.MessageAttributes).toMatchObject({
      tenant: { DataType: 'String', StringValue: 'a' },
      reason: { DataType: 'String', StringValue: 'nicht für mich \\u0000' },
      receiveCount: { DataType: 'Number', StringValue: '1' },
    });
    expect([...(moved?.MessageAttributes?.raw?.BinaryValue ?? [])]).toEqual([0, 255]);
    await eventually(() => queue.isEmpty());
  });

  it("moves a message that fills the queue's limit", async () => {
    const { queue } = await aTransport(() => Promise.reject(new MessageRefused('too much')));
    const body = 'x'.repeat(1024 * 1024);
    await queue.send(body);
    const [moved] = await queue.receive(queue.deadLetterQueueUrl);
    expect(moved?.Body === body).toBe(true);
  });

  it('moves a message that fails at its last receive, with the reason', async () => {
    const { queue } = await aTransport(() => Promise.reject(new TypeError('broken')), {
      maxReceiveCount: 3,
      backoff: NO_BACKOFF,
    });
    await queue.send('one');
    const [moved] = await queue.receive(queue.deadLetterQueueUrl);
    expect(moved?.MessageAttributes).toMatchObject({
      reason: { StringValue: 'TypeError: broken' },
      receiveCount: { StringValue: '3' },
    });
  });

  it('leaves a message that keeps failing to the redrive policy where it knows no dead-letter queue', async () => {
    const { queue } = await aTransport(() => Promise.reject(new Error('broken')), {
      maxReceiveCount: 2,
      backoff: NO_BACKOFF,
      deadLetterQueueUrl: undefined,
    });
    await queue.send('one');
    const [moved] = await queue.receive(queue.deadLetterQueueUrl);
    expect(moved?.Body).toBe('one');
  });

  it('keeps a slow message out of sight for longer than its visibility timeout', async () => {
    const work = aPromise();
    const begun = aPromise();
    const counts: number[] = [];
    const handler: Handler = (_, context) => {
      counts.push(context.getReceiveCount());
      begun.resolve();
      return work.promise;
    };
    const { queue } = await aTransport(handler, { visibilityTimeoutSeconds: 2 });
    await queue.send('slow');
    await begun.promise;
    await expect(queue.receive(queue.queueUrl, 5)).resolves.toEqual([]);
    work.resolve();
    await eventually(() => queue.isEmpty());
    expect(counts).toEqual([1]);
  });

  it('handles others while one is slow', async () => {
    const work = aPromise();
    const handled: string[] = [];
    const handler: Handler = async (body) => {
      if (body === 'slow') await work.promise;
      handled.push(body);
    };
    const { queue } = await aTransport(handler, { concurrency: 2 });
    await queue.send('slow');
    const others = Array.from({ length: 12 }, (_, index) => `quick ${index}`);
    for (const body of others) await queue.send(body);
    await eventually(() => handled.length === others.length);
    expect(handled).not.toContain('slow');
    work.resolve();
    await eventually(() => queue.isEmpty());
  });
});

describe('a stop', () => {
  it('finishes what it holds', async () => {
    const work = aPromise();
    const begun = aPromise();
    const { queue, server } = await aTransport(() => {
      begun.resolve();
      return work.promise;
    });
    await queue.send('one');
    await begun.promise;
    const closing = server.close();
    expect(server.state).toBe('draining');
    work.resolve();
    await closing;
    await expect(queue.isEmpty()).resolves.toBe(true);
  });

  it('gives messages back past its deadline, and the next consumer gets them at once', async () => {
    const begun = aPromise();
    const handler: Handler = (_, context) => {
      begun.resolve();
      const signal = context.getSignal();
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    };
    const { queue, server } = await aTransport(handler, {
      visibilityTimeoutSeconds: 3600,
      drainMilliseconds: 100,
    });
    await queue.send('one');
    await begun.promise;
    await server.close();
    const [message] = await queue.receive();
    expect(message).toMatchObject({ Body: 'one', Attributes: { ApproximateReceiveCount: '2' } });
  });

  it('keeps nothing of what comes meanwhile', async () => {
    const handled: string[] = [];
    const options = { visibilityTimeoutSeconds: 3600, waitTimeSeconds: 3 };
    const { queue, server } = await aTransport((body) => handled.push(body), options);
    await queue.send('one');
    await eventually(() => queue.isEmpty());
    const closing = server.close();
    await queue.send('two');
    await closing;
    const [message] = await queue.receive();
    expect(message?.Body).toBe('two');
    expect(handled).toEqual(['one']);
  });
});

describe('an outage', () => {
  it('of the queue pauses receiving until the line is mended', async () => {
    const line = await aLineTo(cloudEndpoint());
    ends.push(() => line.close());
    const throughTheLine = aClient(line.endpoint);
    ends.push(() => throughTheLine.destroy());
    // The queue may hand the message to the poll that was cut off: it comes back when its visibility has run out.
    const options = { client: throughTheLine, visibilityTimeoutSeconds: 1 };
    const { queue, server } = await aTransport(() => undefined, options);
    await eventually(() => server.isReceiving());
    line.cut();
    await eventually(() => server.state === 'paused');
    await queue.send('one');
    line.mend();
    await eventually(() => queue.isEmpty());
    expect(server.state).toBe('receiving');
  });

  it('of a dependency pauses receiving until the probe passes', async () => {
    let isAway = true;
    const handled: string[] = [];
    const probed = aPromise();
    const handler: Handler = (body) => {
      if (isAway) throw new Error('S3 is away');
      handled.push(body);
    };
    const { queue, server } = await aTransport(handler, {
      backoff: { firstSeconds: 1, maxSeconds: 1 },
      isDependencyFailure: () => isAway,
      probe: async () => {
        probed.resolve();
        if (isAway) throw new Error('S3 is away');
      },
    });
    await queue.send('one');
    await probed.promise;
    expect(server.state).toBe('paused');
    isAway = false;
    await eventually(() => queue.isEmpty());
    expect(handled).toEqual(['one']);
  });
});
