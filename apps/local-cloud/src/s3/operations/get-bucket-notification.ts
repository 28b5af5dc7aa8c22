import { renderQueueConfiguration } from '../notifications/queue-configuration.js';
import type { Operation } from '../s3-state.js';
import { document } from '../xml.js';

export const getBucketNotification: Operation = ({ buckets }, request) => {
  const configurations = buckets.get(request.bucket).queueConfigurations.map(renderQueueConfiguration);
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: document('NotificationConfiguration', ...configurations),
  };
};
