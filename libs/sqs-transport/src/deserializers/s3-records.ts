import { MessageRefused } from '../exceptions/message-refused.js';
import type { JsonObject } from './json-object.js';
import { objectAt, packetOf, type S3ObjectCreated, stringAt } from './s3-object-created.js';
import type { SqsPacket } from './sqs-deserializer.js';

/** S3, "Event message structure": a change of the major version may break a reader, one of the minor does not. */
const SUPPORTED_MAJOR = '2';
/** S3 sends one record a message; the format allows more. */
const MAX_RECORDS = 1000;
const CREATION = /^(?:s3:)?ObjectCreated:/;

/** S3's own event notifications. */
export function packetsOfRecords({ Records: records }: JsonObject): SqsPacket<S3ObjectCreated>[] {
  if (!Array.isArray(records) || records.length === 0)
    throw new MessageRefused('Records is missing or empty');
  if (records.length > MAX_RECORDS) throw new MessageRefused(`Records has more than ${MAX_RECORDS} records`);
  return records.flatMap(packetsOfRecord);
}

function packetsOfRecord(record: unknown): SqsPacket<S3ObjectCreated>[] {
  const { eventVersion, eventName: name, s3 } = objectAt('a record', record);
  const [major] = stringAt('eventVersion', eventVersion).split('.');
  if (major !== SUPPORTED_MAJOR)
    throw new MessageRefused(`the major of eventVersion is not ${SUPPORTED_MAJOR}`);
  const eventName = stringAt('eventName', name);
  // Deletions, tags, restores, expirations …: nothing new to look at.
  if (!CREATION.test(eventName)) return [];
  const { bucket, object } = objectAt('s3', s3);
  return [packetOf({ path: 's3', eventName, bucket, object, etagField: 'eTag', decodeKey })];
}

/** Form-encoded: S3 writes a space as `+`, others as `%20`; a literal plus is `%2B` for all. */
function decodeKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replace(/\+/g, ' '));
  } catch {
    throw new MessageRefused('s3.object.key is not form-encoded UTF-8');
  }
}
