import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import { BaseRpcContext } from '@nestjs/microservices';
import { receiveCountOf } from '../queue/received.js';

/** What a handler's `@Ctx()` gets. */
export class SqsContext extends BaseRpcContext<[Message, AbortSignal]> {
  constructor(message: Message, signal: AbortSignal) {
    super([message, signal]);
  }

  /** The message as the SDK gave it. */
  getMessage(): Message {
    return this.args[0];
  }

  getMessageId(): string {
    return this.args[0].MessageId ?? '';
  }

  /** How often SQS has handed this message out, this time included. Approximate. */
  getReceiveCount(): number {
    return receiveCountOf(this.args[0]);
  }

  getAttributes(): Readonly<Record<string, MessageAttributeValue>> {
    return this.args[0].MessageAttributes ?? {};
  }

  /** Aborts when the work is no longer wanted: the process stops, or somebody else may have the message by now. */
  getSignal(): AbortSignal {
    return this.args[1];
  }
}
