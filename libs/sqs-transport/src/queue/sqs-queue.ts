import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { capped } from '../time.js';
import { deadLetterAttributes } from './dead-letter-attributes.js';
import { receiveCountOf } from './received.js';

/** SQS, ReceiveMessage: the most messages one request can ask for. */
export const MAX_MESSAGES_A_RECEIVE = 10;
/** Retries of the SDK included. Without a cap a half-open connection would hold a message, or the stop, for ever. */
export const REQUEST_CAP_MILLISECONDS = 10_000;

export interface SqsQueueOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl?: string;
  readonly visibilityTimeoutSeconds: number;
}

/**
 * The queue, one method per verb. Only a receive can be stopped from outside: each other request has a signal of its
 * own, so that a stop never aborts a delete in flight.
 */
export class SqsQueue {
  constructor(private readonly options: SqsQueueOptions) {}

  get hasDeadLetterQueue(): boolean {
    return this.options.deadLetterQueueUrl !== undefined;
  }

  /** `late` gets what still arrives when nobody waits for the answer any more. */
  async receive(
    { most, waitSeconds }: { most: number; waitSeconds: number },
    stop: AbortSignal,
    late: (messages: readonly Message[]) => void,
  ): Promise<readonly Message[]> {
    const { client, queueUrl: QueueUrl, visibilityTimeoutSeconds } = this.options;
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: Math.min(most, MAX_MESSAGES_A_RECEIVE),
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: visibilityTimeoutSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return capped(
      waitSeconds * 1000 + REQUEST_CAP_MILLISECONDS,
      async (signal) => {
        const { Messages = [] } = await client.send(command, { abortSignal: signal });
        if (!signal.aborted) return Messages;
        late(Messages);
        return [];
      },
      stop,
    );
  }

  async delete({ ReceiptHandle }: Message): Promise<void> {
    const command = new DeleteMessageCommand({ QueueUrl: this.options.queueUrl, ReceiptHandle });
    await capped(REQUEST_CAP_MILLISECONDS, (abortSignal) =>
      this.options.client.send(command, { abortSignal }),
    );
  }

  /** Counted from now; 0 gives the message back at once. */
  async hide(
    { ReceiptHandle }: Message,
    seconds: number,
    capMilliseconds = REQUEST_CAP_MILLISECONDS,
  ): Promise<void> {
    const { client, queueUrl: QueueUrl } = this.options;
    const command = new ChangeMessageVisibilityCommand({
      QueueUrl,
      ReceiptHandle,
      VisibilityTimeout: seconds,
    });
    await capped(capMilliseconds, (abortSignal) => client.send(command, { abortSignal }));
  }

  /** First sent there, then deleted here: a failure in between leaves two, never none. */
  async moveToDeadLetterQueue(message: Message, reason: string): Promise<void> {
    const command = new SendMessageCommand({
      QueueUrl: this.options.deadLetterQueueUrl,
      MessageBody: message.Body,
      MessageAttributes: deadLetterAttributes(message, reason, receiveCountOf(message)),
    });
    await capped(REQUEST_CAP_MILLISECONDS, (abortSignal) =>
      this.options.client.send(command, { abortSignal }),
    );
    await this.delete(message);
  }
}
