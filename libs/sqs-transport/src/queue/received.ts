import type { Message } from '@aws-sdk/client-sqs';

/** How often SQS has handed this message out; 1 when it does not say. */
export function receiveCountOf(message: Message): number {
  const count = Number(message.Attributes?.ApproximateReceiveCount);
  return Number.isSafeInteger(count) && count >= 1 ? count : 1;
}

/** For logs. */
export const nameOf = (message: Message): string =>
  `message ${message.MessageId ?? '?'} (receive ${receiveCountOf(message)})`;
