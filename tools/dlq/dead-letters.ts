import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { MAX_DELAY_SECONDS } from '#core';

/** Long enough to read and decide; what is not taken is given back at the end. */
const VISIBILITY_TIMEOUT_SECONDS = 120;
const RECEIVE_MESSAGES = 10;
/** A queue that answers empty this often in a row has been seen whole: SQS may answer empty while it is not. */
const EMPTY_ANSWERS = 2;
/** What one call looks at. */
export const MAX_LETTERS = 1000;

/** A message that was given up. */
export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  /** Why it was given up; absent if SQS itself moved it, because nobody lived to say. */
  readonly reason: string | undefined;
  /** How often it was delivered before. */
  readonly attempts: string | undefined;
  readonly sentAt: Date;
  readonly receiptHandle: string;
}

/** Looks into a dead-letter queue, and moves or drops what is in it. */
export class DeadLetters {
  constructor(
    private readonly sqs: SQSClient,
    private readonly queueUrl: string,
    private readonly sourceUrl: string,
  ) {}

  /** Holds what is in the queue while `use` runs, or no more than it takes to find the `wanted`; then gives back what is left. */
  async whileHeld<T>(
    wanted: readonly string[],
    use: (letters: readonly DeadLetter[]) => Promise<T>,
  ): Promise<T> {
    const letters = await this.receive(wanted);
    try {
      return await use(letters);
    } finally {
      await Promise.allSettled(letters.map((letter) => this.giveBack(letter)));
    }
  }

  /**
   * Now, and once more when no copy of a scanner that died can land any longer: a redriven message counts as new, so the
   * scan will not ask for that itself. Sent before it is deleted: dying in between leaves two, and a scan may come twice.
   */
  async redrive({ body, receiptHandle }: DeadLetter): Promise<void> {
    for (const DelaySeconds of [0, MAX_DELAY_SECONDS])
      await this.sqs.send(
        new SendMessageCommand({ QueueUrl: this.sourceUrl, MessageBody: body, DelaySeconds }),
      );
    await this.delete(receiptHandle);
  }

  async drop({ receiptHandle }: DeadLetter): Promise<void> {
    await this.delete(receiptHandle);
  }

  private async receive(wanted: readonly string[]): Promise<DeadLetter[]> {
    const letters = new Map<string, DeadLetter>();
    const areFound = (): boolean => wanted.length > 0 && wanted.every((id) => letters.has(id));
    for (let empty = 0; !areFound() && empty < EMPTY_ANSWERS && letters.size < MAX_LETTERS;) {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: this.queueUrl,
          MaxNumberOfMessages: RECEIVE_MESSAGES,
          VisibilityTimeout: VISIBILITY_TIMEOUT_SECONDS,
          WaitTimeSeconds: 1,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      );
      empty = Messages.length === 0 ? empty + 1 : 0;
      for (const letter of Messages.map(toLetter)) letters.set(letter.id, letter);
    }
    return [...letters.values()];
  }

  /** A letter that was moved or dropped is not there to be given back, which is as it should be. */
  private async giveBack({ receiptHandle }: DeadLetter): Promise<void> {
    await this.sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: this.queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: 0,
      }),
    );
  }

  private async delete(ReceiptHandle: string): Promise<void> {
    await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }));
  }
}

function toLetter({
  MessageId = '',
  Body = '',
  ReceiptHandle = '',
  Attributes,
  MessageAttributes,
}: Message): DeadLetter {
  return {
    id: MessageId,
    body: Body,
    reason: MessageAttributes?.reason?.StringValue,
    attempts: MessageAttributes?.receiveCount?.StringValue,
    sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)),
    receiptHandle: ReceiptHandle,
  };
}
