import { MessageRefused } from '../exceptions/message-refused.js';
import type { JsonObject } from './json-object.js';
import { objectAt, packetOf, type S3ObjectCreated, stringAt } from './s3-object-created.js';
import type { SqsPacket } from './sqs-deserializer.js';

/** Of the event and of its detail; S3, "EventBridge event message structure", knows no other. */
const SUPPORTED_VERSION = '0';
const CREATION = 'Object Created';
/** How the object came, and what S3's own notifications call it. */
const EVENT_NAMES: ReadonlyMap<unknown, string> = new Map([
  ['PutObject', 'ObjectCreated:Put'],
  ['POST Object', 'ObjectCreated:Post'],
  ['CopyObject', 'ObjectCreated:Copy'],
  ['CompleteMultipartUpload', 'ObjectCreated:CompleteMultipartUpload'],
]);
/** Of a deletion. */
const DELETIONS: readonly unknown[] = ['DeleteObject', 'Lifecycle Expiration'];

/** What EventBridge sends of S3: the whole event, or the detail alone (input path or transformer `$.detail`). */
export const isOfEventBridge = (message: JsonObject): boolean =>
  'detail-type' in message || ('bucket' in message && 'object' in message);

/** Unlike in S3's own notifications, the key is not encoded. */
export function packetsOfEventBridge(message: JsonObject): SqsPacket<S3ObjectCreated>[] {
  if (!('detail-type' in message)) return packetsOfDetail(message);
  const type = stringAt('detail-type', message['detail-type']);
  if (message.source !== 'aws.s3') throw new MessageRefused('source is not aws.s3');
  return type === CREATION ? packetsOfDetail(objectAt('detail', message.detail)) : [];
}

/** Without the event around it, it does not say what happened: all but a deletion is taken for a creation, as a scan too many does no harm. */
function packetsOfDetail({ version, reason, bucket, object }: JsonObject): SqsPacket<S3ObjectCreated>[] {
  if (version !== SUPPORTED_VERSION)
    throw new MessageRefused(`the version of detail is not ${SUPPORTED_VERSION}`);
  if (DELETIONS.includes(reason)) return [];
  const eventName = EVENT_NAMES.get(reason) ?? 'ObjectCreated:*';
  return [packetOf({ path: 'detail', eventName, bucket, object, etagField: 'etag', decodeKey: asItIs })];
}

const asItIs = (key: string): string => key;
