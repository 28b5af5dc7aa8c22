import { incomingKey, type UploadRef } from '#core';

/** The notification S3 would send for an upload (event structure 2.1): one shape for the scanner to parse, whoever asks. */
export function scanNotification(bucket: string, region: string, upload: UploadRef, at: Date): string {
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: region,
        eventTime: at.toISOString(),
        eventName: 'ObjectCreated:Put',
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'airlock-rescan',
          bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
          object: { key: incomingKey(upload).split('/').map(encodeURIComponent).join('/') },
        },
      },
    ],
  });
}
