import { PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Messaging } from './messaging.ts';
import type { Storage } from './storage.ts';

/**
 * Who may do what, and nothing more: an action for each call that the process makes (README.md has the table). HeadObject
 * asks for `s3:GetObject`; without `s3:ListBucket` S3 answers 403 for what is not there, and nobody could tell that from a
 * missing right.
 */
export interface Allowed {
  readonly bucket: readonly string[];
  readonly objects: Readonly<Record<'incoming' | 'clean' | 'verdicts', readonly string[]>>;
  readonly scanQueue: readonly string[];
  readonly scanDlq: readonly string[];
  readonly topic: readonly string[];
  readonly consumerQueue: readonly string[];
  readonly consumerDlq: readonly string[];
}

const NOTHING: Allowed = {
  bucket: [],
  objects: { incoming: [], clean: [], verdicts: [] },
  scanQueue: [],
  scanDlq: [],
  topic: [],
  consumerQueue: [],
  consumerDlq: [],
};
const RECEIVE = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'];

export const GATEWAY: Allowed = {
  ...NOTHING,
  bucket: ['s3:ListBucket', 's3:GetBucketVersioning'],
  objects: {
    // PutObject: what its URLs do, they do as this role. An erase deletes.
    incoming: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
    clean: ['s3:GetObject', 's3:DeleteObject'],
    verdicts: ['s3:GetObject', 's3:PutObject'],
  },
  scanQueue: ['sqs:SendMessage'],
};

export const SCANNER: Allowed = {
  ...NOTHING,
  bucket: ['s3:ListBucket', 's3:GetBucketVersioning'],
  objects: {
    incoming: ['s3:GetObject', 's3:DeleteObject'],
    clean: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    verdicts: ['s3:GetObject', 's3:PutObject'],
  },
  // GetQueueAttributes: how much waits, before a sweep asks for more.
  scanQueue: [...RECEIVE, 'sqs:SendMessage', 'sqs:GetQueueAttributes'],
  // The reason goes to the dead-letter queue with the message.
  scanDlq: ['sqs:SendMessage'],
  topic: ['sns:Publish', 'sns:GetTopicAttributes'],
};

export const CONSUMER: Allowed = {
  ...NOTHING,
  consumerQueue: RECEIVE,
  consumerDlq: ['sqs:SendMessage'],
};

/** Gives a role what a process is allowed, on the stack's own resources. */
export function grant(role: IGrantable, allowed: Allowed, { bucket }: Storage, messaging: Messaging): void {
  const may = (actions: readonly string[], resource: string): void => {
    if (actions.length === 0) return;
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: [...actions], resources: [resource] }),
    );
  };
  may(allowed.bucket, bucket.bucketArn);
  for (const [prefix, actions] of Object.entries(allowed.objects))
    may(actions, bucket.arnForObjects(`${prefix}/*`));
  may(allowed.scanQueue, messaging.scanQueue.queueArn);
  may(allowed.scanDlq, messaging.scanDlq.queueArn);
  may(allowed.topic, messaging.topic.topicArn);
  may(allowed.consumerQueue, messaging.consumerQueue.queueArn);
  may(allowed.consumerDlq, messaging.consumerDlq.queueArn);
  // Messages in encrypted queues: to send takes a data key, to receive takes to decrypt it.
  messaging.key.grant(role, 'kms:Decrypt', 'kms:GenerateDataKey');
}
