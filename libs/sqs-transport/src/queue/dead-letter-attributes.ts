import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';

/** SQS, "Message attributes": at most 10 a message. */
const MAX_ATTRIBUTES = 10;
/** SQS, "Message quotas": body and attributes together, each attribute counted with its name and type. */
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** A shorter piece of a reason helps nobody. */
const MIN_REASON_BYTES = 16;

const bytesOf = (text = ''): number => Buffer.byteLength(text);
const sizeOf = (name: string, { DataType, StringValue, BinaryValue }: MessageAttributeValue): number =>
  bytesOf(name) + bytesOf(DataType) + bytesOf(StringValue) + (BinaryValue?.byteLength ?? 0);

/**
 * The attributes a message goes to the dead-letter queue with: its own, and why and after how many receives it was
 * moved. A message that came back from there (redrive) gets new values. Of ten or nine attributes of its own the last
 * ones make room; in a message that fills SQS's limit it is the reason that does, because the move must not fail.
 */
export function deadLetterAttributes(
  message: Message,
  reason: string,
  receiveCount: number,
): Record<string, MessageAttributeValue> {
  const own = Object.entries(message.MessageAttributes ?? {})
    .filter(([name]) => name !== 'reason' && name !== 'receiveCount')
    .slice(0, MAX_ATTRIBUTES - 2)
    .map(([name, value]) => [name, sendable(value)] as const);
  const used = own.reduce((sum, [name, value]) => sum + sizeOf(name, value), bytesOf(message.Body));
  const count = { DataType: 'Number', StringValue: String(receiveCount) };
  const withCount = used + sizeOf('receiveCount', count);
  const room = MAX_MESSAGE_BYTES - withCount - sizeOf('reason', { DataType: 'String' });
  return {
    ...Object.fromEntries(own),
    ...(withCount <= MAX_MESSAGE_BYTES ? { receiveCount: count } : {}),
    ...(room >= MIN_REASON_BYTES ? { reason: { DataType: 'String', StringValue: cut(reason, room) } } : {}),
  };
}

/** What SQS gives includes list fields it does not take back. */
const sendable = ({ DataType, StringValue, BinaryValue }: MessageAttributeValue): MessageAttributeValue => ({
  DataType,
  ...(BinaryValue === undefined ? { StringValue } : { BinaryValue }),
});

function cut(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  return bytes.length <= maxBytes ? text : bytes.subarray(0, maxBytes).toString().replace(/�$/, '');
}
