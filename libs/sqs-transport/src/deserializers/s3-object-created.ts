import { MessageRefused } from '../exceptions/message-refused.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import type { SqsPacket } from './sqs-deserializer.js';

/** The pattern of every creation: Put, Post, Copy, CompleteMultipartUpload. */
export const S3_OBJECT_CREATED = 's3:ObjectCreated';

/** An object that was created. Delivered at least once and in no particular order. */
export interface S3ObjectCreated {
  readonly bucket: string;
  /** Decoded. */
  readonly key: string;
  /** Bytes. */
  readonly size?: number;
  /** Without quotes. */
  readonly etag?: string;
  /** Comparable only between events of one key, and not even there on every S3: never drop an event by it. */
  readonly sequencer?: string;
  /** `ObjectCreated:Put` … */
  readonly eventName: string;
}

/** S3, "Object key name": UTF-8, at most 1,024 bytes. */
const MAX_KEY_BYTES = 1024;
const LONE_SURROGATE = /\p{Cs}/u;

/** Each named as the message has it, for whoever reads why it was refused; the object's fields by the names of its format. */
interface Described {
  readonly path: string;
  readonly eventName: string;
  readonly bucket: unknown;
  readonly object: unknown;
  readonly etagField: string;
  readonly decodeKey: (key: string) => string;
}

/** @throws MessageRefused for a field that is not what S3 sends */
export function packetOf(described: Described): SqsPacket<S3ObjectCreated> {
  const { path, eventName, etagField } = described;
  const object = objectAt(`${path}.object`, described.object);
  const { key, size, sequencer } = object;
  const etag = object[etagField];
  const data: S3ObjectCreated = {
    bucket: stringAt(`${path}.bucket.name`, objectAt(`${path}.bucket`, described.bucket).name),
    key: checkedKey(`${path}.object.key`, described.decodeKey(stringAt(`${path}.object.key`, key))),
    eventName,
    ...(size === undefined ? {} : { size: byteCountAt(`${path}.object.size`, size) }),
    ...(etag === undefined ? {} : { etag: stringAt(`${path}.object.${etagField}`, etag) }),
    ...(sequencer === undefined ? {} : { sequencer: stringAt(`${path}.object.sequencer`, sequencer) }),
  };
  return { pattern: S3_OBJECT_CREATED, data };
}

function checkedKey(path: string, key: string): string {
  if (LONE_SURROGATE.test(key)) throw new MessageRefused(`${path} is not Unicode`);
  if (Buffer.byteLength(key) > MAX_KEY_BYTES)
    throw new MessageRefused(`${path} is longer than ${MAX_KEY_BYTES} bytes`);
  return key;
}

export function objectAt(path: string, value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new MessageRefused(`${path} is not an object`);
  return value;
}

export function stringAt(path: string, value: unknown): string {
  if (typeof value !== 'string' || value === '')
    throw new MessageRefused(`${path} is not a string, or empty`);
  return value;
}

function byteCountAt(path: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new MessageRefused(`${path} is not a number of bytes`);
  return value;
}
