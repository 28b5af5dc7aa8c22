import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import { uploadEvent } from '#core';
import { anUpload, aRejectedVerdict } from '#testing';
import { anEnvironment, clientsFor, newQueue, receive } from '#testing/cloud';
import { describeEventPublisher } from './event-publisher.contract.js';
import { SnsEventPublisher } from './sns-event-publisher.js';

const clients = clientsFor(anEnvironment());

async function aTopicWithSubscriber(filter?: Record<string, string[]>) {
  const { sns, sqs } = clients;
  const queueUrl = await newQueue(clients);
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: anEnvironment().EVENTS_TOPIC }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] }),
  );
  await sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'sqs',
      Endpoint: Attributes?.QueueArn,
      Attributes: {
        RawMessageDelivery: 'true',
        ...(filter === undefined ? {} : { FilterPolicy: JSON.stringify(filter) }),
      },
    }),
  );
  return { publisher: new SnsEventPublisher(TopicArn, sns), queueUrl };
}

describeEventPublisher('SnsEventPublisher', async () => {
  const { publisher, queueUrl } = await aTopicWithSubscriber();
  return {
    publisher,
    received: async (count) => {
      const messages = await receive(clients.sqs, queueUrl, count);
      return messages.map(({ Body = '' }) => JSON.parse(Body) as unknown);
    },
  };
});

describe('SnsEventPublisher', () => {
  it('names type, tenant and policy for filters', async () => {
    const { publisher, queueUrl } = await aTopicWithSubscriber();
    await publisher.publish(uploadEvent(anUpload('acme'), aRejectedVerdict({ policy: 'documents' })));
    const [message] = await receive(clients.sqs, queueUrl, 1);
    expect(message?.MessageAttributes).toMatchObject({
      type: { StringValue: 'airlock.upload.rejected.v1' },
      tenant: { StringValue: 'acme' },
      policy: { StringValue: 'documents' },
    });
  });

  it('reaches only those whose filter matches', async () => {
    const { publisher, queueUrl } = await aTopicWithSubscriber({ tenant: ['acme'] });
    const wanted = uploadEvent(anUpload('acme'), aRejectedVerdict());
    await publisher.publish(uploadEvent(anUpload('other'), aRejectedVerdict()));
    await publisher.publish(wanted);
    const messages = await receive(clients.sqs, queueUrl, 1);
    expect(messages.map(({ Body = '' }) => JSON.parse(Body) as unknown)).toEqual([wanted]);
  });

  it('says that a dependency is unavailable when the topic is not there', async () => {
    const publisher = new SnsEventPublisher('arn:aws:sns:us-east-1:000000000000:nowhere', clients.sns);
    const event = uploadEvent(anUpload(), aRejectedVerdict());
    await expect(publisher.publish(event)).rejects.toMatchObject({ code: 'dependency-unavailable' });
  });
});
