import { MessageRefused } from '../exceptions/message-refused.js';
import { isJsonObject, parseJsonObject, type JsonObject } from './json-object.js';
import type { SqsDeserializer, SqsPacket } from './sqs-deserializer.js';

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

/** S3, "Event message structure": a change of the major version may break a reader, one of the minor does not. */
const SUPPORTED_MAJOR = '2';
/** S3 sends one record a message; the format allows more. */
const MAX_RECORDS = 1000;
/** S3, "Object key name": UTF-8, at most 1,024 bytes. */
const MAX_KEY_BYTES = 1024;
const LONE_SURROGATE = /\p{Cs}/u;
const CREATION = /^(?:s3:)?ObjectCreated:/;

/** Reads S3 event notifications sent straight to the queue. */
export function s3NotificationDeserializer(): SqsDeserializer {
  return (message) => {
    const notification = parseJsonObject(message);
    // Sent once, when the notification is configured; has no records.
    if (notification.Event === 's3:TestEvent') return [];
    const { Records: records } = notification;
    if (!Array.isArray(records) || records.length === 0)
      throw new MessageRefused('Records is missing or empty');
    if (records.length > MAX_RECORDS)
      throw new MessageRefused(`Records has more than ${MAX_RECORDS} records`);
    return records.flatMap(packetsOf);
  };
}

function packetsOf(record: unknown): SqsPacket<S3ObjectCreated>[] {
  const { eventVersion, eventName, s3 } = object('a record', record);
  const [major] = string('eventVersion', eventVersion).split('.');
  if (major !== SUPPORTED_MAJOR)
    throw new MessageRefused(`the major of eventVersion is not ${SUPPORTED_MAJOR}`);
  const name = string('eventName', eventName);
  // Deletions, tags, restores, expirations …: nothing new to look at.
  if (!CREATION.test(name)) return [];
  const { bucket, object: created } = object('s3', s3);
  const { key, size, eTag: etag, sequencer } = object('s3.object', created);
  const data: S3ObjectCreated = {
    bucket: string('s3.bucket.name', object('s3.bucket', bucket).name),
    key: decodeKey(string('s3.object.key', key)),
    eventName: name,
    ...(size === undefined ? {} : { size: byteCount('s3.object.size', size) }),
    ...(etag === undefined ? {} : { etag: string('s3.object.eTag', etag) }),
    ...(sequencer === undefined ? {} : { sequencer: string('s3.object.sequencer', sequencer) }),
  };
  return [{ pattern: S3_OBJECT_CREATED, data }];
}

/** Form-encoded: S3 writes a space as `+`, others as `%20`; a literal plus is `%2B` for all. */
function decodeKey(encoded: string): string {
  let key: string;
  try {
    key = decodeURIComponent(encoded.replace(/\+/g, ' '));
  } catch {
    throw new MessageRefused('s3.object.key is not form-encoded UTF-8');
  }
  if (LONE_SURROGATE.test(key)) throw new MessageRefused('s3.object.key is not Unicode');
  if (Buffer.byteLength(key) > MAX_KEY_BYTES)
    throw new MessageRefused(`s3.object.key is longer than ${MAX_KEY_BYTES} bytes`);
  return key;
}

function object(name: string, value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new MessageRefused(`${name} is not an object`);
  return value;
}

function string(name: string, value: unknown): string {
  if (typeof value !== 'string' || value === '')
    throw new MessageRefused(`${name} is not a string, or empty`);
  return value;
}

function byteCount(name: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new MessageRefused(`${name} is not a number of bytes`);
  return value;
}
