export type { SqsState } from './consumer/consumer.js';
export { SqsContext } from './ctx-host/sqs.context.js';
export type { Backoff } from './delivery/backoff.js';
export type { SettledMessage, Settlement } from './delivery/settlement.js';
export { cloudEventDeserializer } from './deserializers/cloud-event.deserializer.js';
export {
  S3_OBJECT_CREATED,
  s3NotificationDeserializer,
  type S3ObjectCreated,
} from './deserializers/s3-notification.deserializer.js';
export type { SqsDeserializer, SqsPacket } from './deserializers/sqs-deserializer.js';
export { KeepErrors } from './exceptions/keep-errors.filter.js';
export { MessageRefused } from './exceptions/message-refused.js';
export type { SqsEvents } from './server/sqs-events.js';
export type { SqsServerOptions } from './server/sqs-server-options.js';
export { SQS_TRANSPORT, SqsServer } from './server/sqs-server.js';
