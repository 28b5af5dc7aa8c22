import type { S3EventName } from '../notifications/s3-event.js';
import type { Bucket } from '../objects/bucket.js';
import type { StoredObject } from '../objects/stored-object.js';
import type { S3Request } from '../s3-request.js';
import type { S3State } from '../s3-state.js';

export function notifyCreation(
  { notifier, region }: S3State,
  { requestId, sourceAddress }: S3Request,
  bucket: Bucket,
  name: S3EventName,
  object: StoredObject,
): void {
  const { key, lastModified: at } = object;
  notifier.notify(bucket, { name, at, region, bucket: bucket.name, key, object, requestId, sourceAddress });
}

export function notifyRemoval({ buckets, notifier, region }: S3State, request: S3Request, key: string): void {
  const { requestId, sourceAddress } = request;
  const bucket = buckets.get(request.bucket);
  const event = { name: 'ObjectRemoved:Delete', at: new Date(), region, bucket: bucket.name, key } as const;
  notifier.notify(bucket, { ...event, requestId, sourceAddress });
}
