import type { S3Request } from '../s3-request.js';
import type { S3State } from '../s3-state.js';

export function notifyRemoval({ buckets, notifier, region }: S3State, request: S3Request, key: string): void {
  const { requestId, sourceAddress } = request;
  const bucket = buckets.get(request.bucket);
  const event = { name: 'ObjectRemoved:Delete', at: new Date(), region, bucket: bucket.name, key } as const;
  notifier.notify(bucket, { ...event, requestId, sourceAddress });
}
