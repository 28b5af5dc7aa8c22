import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type Message,
} from '@aws-sdk/client-sqs';
import { aName, sqs } from './cloud.js';

export interface Queue {
  readonly url: string;
  readonly arn: string;
}

export async function aQueue(Attributes: Record<string, string> = {}): Promise<Queue> {
  const { QueueUrl: url = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: aName('queue'), Attributes }),
  );
  const attributes = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  return { url, arn: attributes.Attributes?.QueueArn ?? '' };
}

/** What is there now; waits for the first message when told to. */
export async function receive(
  { url }: Queue,
  waitSeconds = 0,
  visibilitySeconds?: number,
): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: visibilitySeconds,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    }),
  );
  return Messages;
}

/** Takes messages off the queue until the wanted one has come; gives all of them. */
export async function receiveUntil(queue: Queue, isWanted: (body: string) => boolean): Promise<string[]> {
  const bodies: string[] = [];
  while (!bodies.some(isWanted)) {
    for (const { Body = '', ReceiptHandle } of await receive(queue, 5)) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle }));
    }
  }
  return bodies;
}
