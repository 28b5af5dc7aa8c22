import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

const WAIT_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 50;

export const cloudEndpoint = (): string => {
  const { CLOUD_ENDPOINT } = process.env;
  if (CLOUD_ENDPOINT === undefined) throw new Error('CLOUD_ENDPOINT is not set');
  return CLOUD_ENDPOINT;
};

export const aClient = (endpoint = cloudEndpoint()): SQSClient =>
  new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    // Queue URLs name a host that may not be the one we can reach.
    useQueueUrlAsEndpoint: false,
  });

/** A queue of the test's own, with its dead-letter queue. */
export async function aQueue(client: SQSClient, maxReceiveCount = 20) {
  const name = `transport-${randomUUID()}`;
  const create = async (QueueName: string, Attributes: Record<string, string>) =>
    (await client.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
  const attributesOf = async (QueueUrl: string) =>
    (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ??
    {};

  const deadLetterQueueUrl = await create(`${name}-dlq`, {});
  const { QueueArn: deadLetterTargetArn } = await attributesOf(deadLetterQueueUrl);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
  const queueUrl = await create(name, { RedrivePolicy });

  return {
    queueUrl,
    deadLetterQueueUrl,
    send: async (MessageBody: string, MessageAttributes = {}) =>
      client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, MessageAttributes })),
    /** What another consumer gets. */
    receive: async (QueueUrl = queueUrl, WaitTimeSeconds = 10): Promise<Message[]> => {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        WaitTimeSeconds,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      });
      return (await client.send(command)).Messages ?? [];
    },
    /** Nothing in it, neither visible nor hidden. */
    isEmpty: async () => {
      const counts = await attributesOf(queueUrl);
      return (
        counts.ApproximateNumberOfMessages === '0' && counts.ApproximateNumberOfMessagesNotVisible === '0'
      );
    },
  };
}

/** Waits for the condition, on the real clock; gives up after half a minute. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WAIT_MILLISECONDS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`never true: ${condition.toString()}`);
    await setTimeout(POLL_MILLISECONDS);
  }
}
