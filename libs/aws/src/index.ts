export * from './aws-environment.js';
export * from './aws-probe.js';
export * from './aws.module.js';
export * from './clients/aws-clients.js';
export * from './s3/s3-object-store.js';
export * from './s3/s3-verdict-store.js';
export * from './signing/sigv4-upload-signer.js';
export * from './sns/sns-event-publisher.js';
// The token that apps hand to a transport; they name no SDK themselves.
export { SQSClient } from '@aws-sdk/client-sqs';
export * from './sqs/queue-urls.js';
export * from './sqs/sqs-scan-queue.js';
export * from './provisioning/provision.js';
export * from './provisioning/wait-for-endpoint.js';
