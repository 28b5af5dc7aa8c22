import { CreateTopicCommand, PublishCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { aName, sns } from './support/cloud.js';
import { aQueue, receive, type Queue } from './support/queue.js';

describe('topics', () => {
  let TopicArn: string;
  let queue: Queue;
  beforeEach(async () => {
    ({ TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: aName('topic') })));
    queue = await aQueue();
  });

  const subscribe = (Attributes: Record<string, string>) =>
    sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: queue.arn,
        Attributes,
        ReturnSubscriptionArn: true,
      }),
    );
  const publish = (Message: string, type: string) =>
    sns.send(
      new PublishCommand({
        TopicArn,
        Message,
        MessageAttributes: { type: { DataType: 'String', StringValue: type } },
      }),
    );

  it('may be created again', async () => {
    const Name = TopicArn.split(':').at(-1);
    expect(await sns.send(new CreateTopicCommand({ Name }))).toMatchObject({ TopicArn });
  });

  it('say that a topic does not exist', async () => {
    const sent = sns.send(new PublishCommand({ TopicArn: `${TopicArn}-not`, Message: 'hello' }));
    await expect(sent).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  });

  it('deliver the message itself and its attributes when delivery is raw', async () => {
    await subscribe({ RawMessageDelivery: 'true' });
    await publish('{"a":1}', 'validated');
    expect(await receive(queue, 5)).toMatchObject([
      { Body: '{"a":1}', MessageAttributes: { type: { DataType: 'String', StringValue: 'validated' } } },
    ]);
  });

  it('deliver an envelope otherwise', async () => {
    await subscribe({});
    await publish('hello', 'validated');
    const [message] = await receive(queue, 5);
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({
      Type: 'Notification',
      TopicArn,
      Message: 'hello',
    });
  });

  it('keep to a subscription’s filter policy', async () => {
    await subscribe({ RawMessageDelivery: 'true', FilterPolicy: JSON.stringify({ type: ['validated'] }) });
    await publish('unwanted', 'rejected');
    await publish('wanted', 'validated');
    expect((await receive(queue, 5)).map(({ Body }) => Body)).toEqual(['wanted']);
  });

  it('give the same subscription again for the same queue', async () => {
    const Attributes = { RawMessageDelivery: 'true' };
    const { SubscriptionArn } = await subscribe(Attributes);
    expect(await subscribe(Attributes)).toMatchObject({ SubscriptionArn });
  });
});
