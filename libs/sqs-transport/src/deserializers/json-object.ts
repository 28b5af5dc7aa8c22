import type { Message } from '@aws-sdk/client-sqs';
import { MessageRefused } from '../exceptions/message-refused.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws MessageRefused unless the body is a JSON object. */
export function parseJsonObject({ Body = '' }: Message): JsonObject {
  const value = parse(Body);
  if (!isJsonObject(value)) throw new MessageRefused('the body is not a JSON object');
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own error quotes the text.
    throw new MessageRefused('the body is not JSON');
  }
}
