import type { Message } from '@aws-sdk/client-sqs';
import { type JsonObject, parseJsonObject } from './json-object.js';
import { isOfEventBridge, packetsOfEventBridge } from './s3-event-bridge.js';
import { packetsOfRecords } from './s3-records.js';
import type { SqsDeserializer } from './sqs-deserializer.js';

/**
 * Reads what S3 says of its objects, whichever way it came to the queue, each message for itself: straight, through an SNS
 * topic (raw or not), or through EventBridge (the event, or its `$.detail` alone).
 */
export function s3NotificationDeserializer(): SqsDeserializer {
  return (message) => {
    const notification = withoutEnvelope(message);
    // Sent once, when the notification is configured; has no records.
    if (notification.Event === 's3:TestEvent') return [];
    return isOfEventBridge(notification)
      ? packetsOfEventBridge(notification)
      : packetsOfRecords(notification);
  };
}

/** SNS, "Amazon SNS message and JSON formats": without raw delivery the message is a text in an envelope. */
function withoutEnvelope(message: Message): JsonObject {
  const body = parseJsonObject(message);
  return body.Type === 'Notification' && typeof body.Message === 'string'
    ? parseJsonObject({ Body: body.Message })
    : body;
}
