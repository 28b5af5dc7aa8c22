import { encodePath } from '../../http/uri.js';

export type S3EventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:Delete';

export interface S3Event {
  readonly name: S3EventName;
  readonly at: Date;
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  /** A removal has neither. */
  readonly object?: { readonly size: number; readonly etag: string };
  readonly requestId: string;
  readonly sourceAddress: string;
}

/** S3 user guide, "Event message structure", version 2.1. */
export function eventMessage(event: S3Event, configurationId: string, sequencer: string): string {
  const { object } = event;
  const owner = { principalId: 'LOCALCLOUDOWNER' };
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: event.region,
    eventTime: event.at.toISOString(),
    eventName: event.name,
    userIdentity: owner,
    requestParameters: { sourceIPAddress: event.sourceAddress },
    responseElements: { 'x-amz-request-id': event.requestId, 'x-amz-id-2': 'local-cloud' },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: { name: event.bucket, ownerIdentity: owner, arn: `arn:aws:s3:::${event.bucket}` },
      object: {
        key: formEncodeKey(event.key),
        ...(object === undefined ? {} : { size: object.size, eTag: object.etag.replaceAll('"', '') }),
        sequencer,
      },
    },
  };
  return JSON.stringify({ Records: [record] });
}

/** What S3 sends when a queue is configured: no `Records`. */
export function testMessage(bucket: string, at: Date, requestId: string): string {
  return JSON.stringify({
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: at.toISOString(),
    Bucket: bucket,
    RequestId: requestId,
    HostId: 'local-cloud',
  });
}

/** As a form field: a space is `+`, and only unreserved characters and `/` stay. */
export function formEncodeKey(key: string): string {
  return encodePath(key).replaceAll('%20', '+');
}
