import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import { aName, CREDENTIALS, REGION, sqs } from './support/cloud.js';
import { knownDifference } from './support/known-difference.js';
import { aQueue, receive, type Queue } from './support/queue.js';

const sendTo = ({ url: QueueUrl }: Queue, MessageBody: string, DelaySeconds?: number) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));
const bodiesOf = (messages: { Body?: string }[]) => messages.map(({ Body }) => Body);

describe('queues', () => {
  it('are found by name', async () => {
    const QueueName = aName('queue');
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
    expect(await sqs.send(new GetQueueUrlCommand({ QueueName }))).toMatchObject({ QueueUrl });
  });

  it('say that a queue does not exist', async () => {
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: aName('absent') }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });

  knownDifference(
    'localstack',
    'queue URLs name localhost.localstack.cloud',
    'serve a client that knows only the queue’s URL',
    async () => {
      const queue = await aQueue();
      await sendTo(queue, 'hello');
      // Without an endpoint the SDK sends to the queue URL's own host, and warns that it does.
      const logger = {
        debug: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: () => undefined,
      };
      const client = new SQSClient({ region: REGION, credentials: CREDENTIALS, logger });
      const { Messages } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: queue.url, WaitTimeSeconds: 1 }),
      );
      client.destroy();
      expect(bodiesOf(Messages ?? [])).toEqual(['hello']);
    },
  );

  it('hide a received message until its visibility timeout is over', async () => {
    const queue = await aQueue();
    await sendTo(queue, 'hello');
    expect(await receive(queue, 1, 2)).toHaveLength(1);
    expect(await receive(queue)).toEqual([]);
    expect(await receive(queue, 10)).toMatchObject([
      { Body: 'hello', Attributes: { ApproximateReceiveCount: '2' } },
    ]);
  });

  it('hide a message for longer when told to, and give it back at once when told to', async () => {
    const queue = await aQueue();
    await sendTo(queue, 'hello');
    const [message] = await receive(queue, 1, 1);
    const change = { QueueUrl: queue.url, ReceiptHandle: message?.ReceiptHandle };
    await sqs.send(new ChangeMessageVisibilityCommand({ ...change, VisibilityTimeout: 600 }));
    expect(await receive(queue, 2)).toEqual([]);
    await sqs.send(new ChangeMessageVisibilityCommand({ ...change, VisibilityTimeout: 0 }));
    expect(await receive(queue, 1)).toHaveLength(1);
  });

  it('forget a deleted message', async () => {
    const queue = await aQueue({ VisibilityTimeout: '0' });
    await sendTo(queue, 'hello');
    const [message] = await receive(queue, 1, 30);
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: message?.ReceiptHandle }));
    await sendTo(queue, 'next');
    expect(bodiesOf(await receive(queue, 1))).toEqual(['next']);
  });

  it('keep a delayed message back', async () => {
    const queue = await aQueue();
    await sendTo(queue, 'later', 1);
    expect(await receive(queue)).toEqual([]);
    expect(bodiesOf(await receive(queue, 10))).toEqual(['later']);
  });

  knownDifference('localstack', 'takes any delay', 'refuse a delay of more than 900 s', async () => {
    await expect(sendTo(await aQueue(), 'never', 901)).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('answer a long poll as soon as a message comes', async () => {
    const queue = await aQueue();
    const polled = receive(queue, 20); // longer than this test may take
    await sendTo(queue, 'now');
    expect(bodiesOf(await polled)).toEqual(['now']);
  });

  it('move a message that was received too often to the dead-letter queue', async () => {
    const dead = await aQueue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 });
    const queue = await aQueue({ RedrivePolicy, VisibilityTimeout: '0' });
    await sendTo(queue, 'poison');
    expect(await receive(queue, 1)).toHaveLength(1);
    expect(await receive(queue, 1)).toHaveLength(1);
    expect(await receive(queue, 1)).toEqual([]);
    expect(bodiesOf(await receive(dead, 5))).toEqual(['poison']);
  });

  it('give message attributes only to who asks for them', async () => {
    const queue = await aQueue({ VisibilityTimeout: '0' });
    const MessageAttributes = { reason: { DataType: 'String', StringValue: 'refused' } };
    await sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'hello', MessageAttributes }));
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queue.url, WaitTimeSeconds: 1 }),
    );
    expect(Messages?.[0]).not.toHaveProperty('MessageAttributes');
    expect(await receive(queue, 1)).toMatchObject([{ MessageAttributes }]);
  });

  it('take a batch', async () => {
    const queue = await aQueue();
    const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: Id }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: queue.url, Entries }));
    expect(bodiesOf(await receive(queue, 1)).toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('count what is visible, in flight and delayed', async () => {
    const queue = await aQueue();
    for (const body of ['a', 'b']) await sendTo(queue, body);
    await sendTo(queue, 'later', 900);
    await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.url, MaxNumberOfMessages: 1 }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
    });
  });
});
