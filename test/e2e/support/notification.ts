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

type Notification = (key: string) => Record<string, unknown>;

const straight: Notification = (key) => ({ Records: [record(key)] });

const throughTopic: Notification = (key) => ({
  Type: 'Notification',
  MessageId: 'dc1e94d9-56c5-5e96-808d-cc7f68faa162',
  TopicArn: 'arn:aws:sns:us-east-1:111122223333:uploads',
  Subject: 'Amazon S3 Notification',
  Message: JSON.stringify(straight(key)),
  Timestamp: '2026-11-22T20:00:00.000Z',
  SignatureVersion: '1',
});

const throughEventBridge: Notification = (key) => ({
  version: '0',
  id: '17793124-05d4-b198-2fde-7ededc63b103',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: '111122223333',
  time: '2026-11-22T20:00:00Z',
  region: 'us-east-1',
  resources: [`arn:aws:s3:::${BUCKET}`],
  detail: detailAlone(key),
});

const detailAlone: Notification = (key) => ({
  version: '0',
  bucket: { name: BUCKET },
  object: { key, size: 5, etag: 'b1946ac92492d2347c6235b4d2611184', sequencer: '617f08299329d189' },
  'request-id': 'N4N7GDK58NMKJ12R',
  requester: '123456789012',
  'source-ip-address': '1.2.3.4',
  reason: 'PutObject',
});

/** The ways by which a queue may learn of an object, by the examples of AWS's documentation. */
export const WAYS = [straight, throughTopic, throughEventBridge, detailAlone] as const;
