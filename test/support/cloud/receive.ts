import { ReceiveMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';

/** Receives are long polls of this; as many as it takes until there are enough messages. */
const WAIT_SECONDS = 5;
const MAX_RECEIVES = 6;

/** The next `count` messages, without the ones that S3 sends to try a new notification out. */
export async function receive(sqs: SQSClient, queueUrl: string, count: number): Promise<Message[]> {
  const messages: Message[] = [];
  for (let receives = 0; messages.length < count && receives < MAX_RECEIVES; receives++) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageAttributeNames: ['All'],
      }),
    );
    messages.push(...Messages.filter(({ Body = '' }) => !Body.includes('s3:TestEvent')));
  }
  return messages;
}
