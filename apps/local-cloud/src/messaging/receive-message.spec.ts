import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Arrivals } from './arrivals.js';
import { Fauxqs } from './fauxqs.js';
import { receiveMessage } from './receive-message.js';

const HEADERS = {
  host: 'localhost',
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': 'AmazonSQS.ReceiveMessage',
};
const QUEUE_ARN = 'arn:aws:sqs:us-east-1:000000000000:queue';

describe('receiveMessage', () => {
  let fauxqs: Fauxqs;
  let arrivals: Arrivals;
  let gone: AbortController;
  beforeEach(() => {
    [fauxqs, arrivals, gone] = [new Fauxqs('us-east-1'), new Arrivals(), new AbortController()];
  });
  afterEach(() => fauxqs.close());

  const aQueue = (Attributes = {}) => fauxqs.sqs('CreateQueue', { QueueName: 'queue', Attributes });
  const receive = async (input = {}) => {
    const QueueUrl = fauxqs.queueUrl(QUEUE_ARN);
    const { body } = await receiveMessage(fauxqs, arrivals, HEADERS, { QueueUrl, ...input }, gone.signal);
    return ((JSON.parse(body) as { Messages?: { Body: string }[] }).Messages ?? []).map(({ Body }) => Body);
  };
  const send = async (MessageBody: string) => {
    await fauxqs.sqs('SendMessage', { QueueUrl: fauxqs.queueUrl(QUEUE_ARN), MessageBody });
    arrivals.announce();
  };

  it('waits for a message', async () => {
    await aQueue();
    const received = receive({ WaitTimeSeconds: 20 });
    await send('hello');
    expect(await received).toEqual(['hello']);
  });

  it('waits for as long as the queue says when the request does not', async () => {
    await aQueue({ ReceiveMessageWaitTimeSeconds: '20' });
    const received = receive();
    await send('hello');
    expect(await received).toEqual(['hello']);
  });

  it('leaves a message to others when its client has gone', async () => {
    await aQueue();
    const received = receive({ WaitTimeSeconds: 20 });
    gone.abort();
    expect(await received).toEqual([]);
    await send('hello');
    expect(await receive()).toEqual(['hello']);
  });

  it('lets one of two waiting clients have a message, and the other wait on', async () => {
    await aQueue();
    const both = Promise.all([receive({ WaitTimeSeconds: 20 }), receive({ WaitTimeSeconds: 20 })]);
    await send('first');
    await send('second');
    expect((await both).flat().toSorted()).toEqual(['first', 'second']);
  });

  it('leaves it to SQS to refuse a wait that is too long', async () => {
    await aQueue();
    const input = { QueueUrl: fauxqs.queueUrl(QUEUE_ARN), WaitTimeSeconds: 21 };
    expect(await receiveMessage(fauxqs, arrivals, HEADERS, input, gone.signal)).toMatchObject({
      status: 400,
    });
  });
});
