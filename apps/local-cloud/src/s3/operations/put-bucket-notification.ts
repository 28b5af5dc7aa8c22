import { parseDocument, readDocument } from '../document.js';
import { parseQueueConfigurations } from '../notifications/queue-configuration.js';
import { testMessage } from '../notifications/s3-event.js';
import { S3Error } from '../s3-error.js';
import type { Operation } from '../s3-state.js';

export const putBucketNotification: Operation = async ({ buckets, notifier }, request) => {
  const bucket = buckets.get(request.bucket);
  const document = parseDocument(await readDocument(request), 'NotificationConfiguration');
  const configurations = parseQueueConfigurations(document);
  const queueArns = [...new Set(configurations.map(({ queueArn }) => queueArn))];
  const isKnown = await Promise.all(queueArns.map((queueArn) => notifier.queues.exists(queueArn)));
  if (isKnown.includes(false)) {
    throw new S3Error('InvalidArgument', 'Unable to validate the following destination configurations');
  }
  const message = testMessage(bucket.name, new Date(), request.requestId);
  await Promise.all(queueArns.map((queueArn) => notifier.queues.send(queueArn, message)));
  bucket.queueConfigurations = configurations;
  return { status: 200 };
};
