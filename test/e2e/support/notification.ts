import { BUCKET } from './cloud.js';

/** A record as S3 writes it; the key form-encoded, as S3 does. */
export function record(key: string, bucket = BUCKET): Record<string, unknown> {
  const encoded = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    eventTime: new Date().toISOString(),
    s3: {
      s3SchemaVersion: '1.0',
      bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
      object: { key: encoded, size: 1, eTag: 'x', sequencer: '0' },
    },
  };
}
