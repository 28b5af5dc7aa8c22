import type { Message } from '@aws-sdk/client-sqs';

/** One piece of work in a message: goes to the handlers of exactly this pattern. */
export interface SqsPacket<T = unknown> {
  readonly pattern: string;
  readonly data: T;
}

/**
 * What a message asks for. No packet: there is nothing to do and the message is acknowledged. Throws MessageRefused for
 * what it does not understand; its text says what is wrong and never quotes the message.
 */
export type SqsDeserializer = (message: Message) => readonly SqsPacket[];
