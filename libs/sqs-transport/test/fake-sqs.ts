import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type Message,
  type MessageAttributeValue,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { randomUUID } from 'node:crypto';

export const QUEUE = 'https://sqs.example/1/queue';
export const DEAD_LETTERS = 'https://sqs.example/1/dead-letters';

type Command =
  ReceiveMessageCommand | DeleteMessageCommand | ChangeMessageVisibilityCommand | SendMessageCommand;
type Verb = 'receive' | 'delete' | 'hide' | 'send';
type Attributes = Record<string, MessageAttributeValue>;

interface Stored {
  readonly id: string;
  readonly body: string;
  readonly attributes: Attributes;
  receiveCount: number;
  receipt: string;
  visibleAt: number;
}

/** Two queues in memory that answer `client.send()` as SQS does: visibility, receipts, long polls, limits. Runs on the test's clock. */
export class FakeSqs {
  /** Every request, as it came in. */
  readonly requests: { verb: Verb; input: Command['input']; signal?: AbortSignal; at: number }[] = [];
  /** Long polls under way. */
  polling = 0;
  private readonly queues = new Map<string, Stored[]>([
    [QUEUE, []],
    [DEAD_LETTERS, []],
  ]);
  private readonly answers: { verb: Verb; answer: () => Promise<unknown> }[] = [];
  private readonly arrivals = new Set<() => void>();

  readonly client = {
    send: (command: Command, options: { abortSignal?: AbortSignal } = {}) =>
      this.answer(command, options.abortSignal),
  } as unknown as SQSClient;

  put(
    body: string,
    { attributes = {}, receiveCount = 0 }: { attributes?: Attributes; receiveCount?: number } = {},
  ): string {
    const id = randomUUID();
    this.messagesIn(QUEUE).push({ id, body, attributes, receiveCount, receipt: '', visibleAt: 0 });
    for (const arrive of this.arrivals) arrive();
    return id;
  }

  /** The next request of this kind gets this answer, whatever its signal says. */
  answerNext(verb: Verb, answer: () => Promise<unknown>): void {
    this.answers.push({ verb, answer });
  }

  /** The next requests of this kind fail, one for each error. */
  fail(verb: Verb, ...errors: Error[]): void {
    for (const error of errors) this.answerNext(verb, () => Promise.reject(error));
  }

  /** The next request of this kind is never answered. */
  hang(verb: Verb): void {
    this.answerNext(verb, () => new Promise(() => undefined));
  }

  /** Bodies that are still there, visible or not. */
  get waiting(): string[] {
    return this.messagesIn(QUEUE).map(({ body }) => body);
  }

  get visible(): string[] {
    return this.messagesIn(QUEUE).flatMap(({ body, visibleAt }) =>
      visibleAt <= performance.now() ? [body] : [],
    );
  }

  get deadLetters(): { body: string; attributes: Attributes }[] {
    return this.messagesIn(DEAD_LETTERS).map(({ body, attributes }) => ({ body, attributes }));
  }

  count(verb: Verb): number {
    return this.requests.filter((request) => request.verb === verb).length;
  }

  /** The visibility timeouts that were set, in order. */
  get hidden(): (number | undefined)[] {
    return this.requests.flatMap(({ input }) =>
      'VisibilityTimeout' in input && !('MaxNumberOfMessages' in input) ? [input.VisibilityTimeout] : [],
    );
  }

  private async answer(command: Command, signal?: AbortSignal): Promise<unknown> {
    const verb = verbOf(command);
    this.requests.push({ verb, input: command.input, signal, at: performance.now() });
    const arranged = this.answers.findIndex((candidate) => candidate.verb === verb);
    if (arranged !== -1) return this.answers.splice(arranged, 1)[0]?.answer();
    signal?.throwIfAborted();
    if (command instanceof ReceiveMessageCommand) return this.receive(command.input, signal);
    if (command instanceof DeleteMessageCommand) return this.delete(command.input);
    if (command instanceof ChangeMessageVisibilityCommand) return this.hide(command.input);
    return this.send(command.input);
  }

  private async receive(
    input: ReceiveMessageCommand['input'],
    signal?: AbortSignal,
  ): Promise<{ Messages?: Message[] }> {
    const deadline = performance.now() + (input.WaitTimeSeconds ?? 0) * 1000;
    this.polling += 1;
    try {
      for (;;) {
        const found = this.take(input);
        if (found.length > 0) return { Messages: found };
        if (performance.now() >= deadline) return {};
        await this.change(deadline, signal);
        signal?.throwIfAborted();
      }
    } finally {
      this.polling -= 1;
    }
  }

  private take({
    QueueUrl,
    MaxNumberOfMessages = 1,
    VisibilityTimeout = 30,
  }: ReceiveMessageCommand['input']): Message[] {
    const now = performance.now();
    const taken = this.messagesIn(QueueUrl)
      .filter(({ visibleAt }) => visibleAt <= now)
      .slice(0, MaxNumberOfMessages);
    return taken.map((stored) => {
      stored.receiveCount += 1;
      stored.receipt = randomUUID();
      stored.visibleAt = now + VisibilityTimeout * 1000;
      return {
        MessageId: stored.id,
        ReceiptHandle: stored.receipt,
        Body: stored.body,
        Attributes: { ApproximateReceiveCount: String(stored.receiveCount) },
        MessageAttributes: stored.attributes,
      };
    });
  }

  private delete({ QueueUrl, ReceiptHandle }: DeleteMessageCommand['input']): object {
    const messages = this.messagesIn(QueueUrl);
    const index = messages.findIndex(({ receipt }) => receipt === ReceiptHandle);
    if (index !== -1) messages.splice(index, 1);
    return {};
  }

  private hide({
    QueueUrl,
    ReceiptHandle,
    VisibilityTimeout = 0,
  }: ChangeMessageVisibilityCommand['input']): object {
    const stored = this.messagesIn(QueueUrl).find(({ receipt }) => receipt === ReceiptHandle);
    if (stored === undefined || stored.visibleAt <= performance.now()) throw new Error('MessageNotInflight');
    stored.visibleAt = performance.now() + VisibilityTimeout * 1000;
    for (const arrive of this.arrivals) arrive();
    return {};
  }

  private send({ QueueUrl, MessageBody = '', MessageAttributes = {} }: SendMessageCommand['input']): object {
    if (Object.keys(MessageAttributes).length > 10)
      throw new Error('InvalidParameterValue: more than 10 attributes');
    if (MessageBody === '') throw new Error('MissingParameter: MessageBody');
    const stored = { id: randomUUID(), body: MessageBody, attributes: MessageAttributes };
    this.messagesIn(QueueUrl).push({ ...stored, receiveCount: 0, receipt: '', visibleAt: 0 });
    return {};
  }

  /** Something arrived, a hidden message may have come back, or the poll is over. */
  private change(deadline: number, signal?: AbortSignal): Promise<void> {
    const times = this.messagesIn(QUEUE).map(({ visibleAt }) => visibleAt);
    const next = Math.min(deadline, ...times.filter((time) => time > performance.now()));
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.arrivals.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, next - performance.now());
      this.arrivals.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }

  private messagesIn(url: string | undefined): Stored[] {
    const messages = this.queues.get(url ?? '');
    if (messages === undefined) throw new Error('QueueDoesNotExist');
    return messages;
  }
}

function verbOf(command: Command): Verb {
  if (command instanceof ReceiveMessageCommand) return 'receive';
  if (command instanceof DeleteMessageCommand) return 'delete';
  return command instanceof ChangeMessageVisibilityCommand ? 'hide' : 'send';
}
