import { Duration } from 'aws-cdk-lib';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Context } from './context.ts';

export const EVENT_TYPES = ['airlock.upload.validated.v1', 'airlock.upload.rejected.v1'];
/** `SCAN_MAX_RECEIVE_COUNT` of the scanner has to be the same. */
export const MAX_RECEIVE_COUNT = 12;

/** The same as in localstack/resources/10-queues.json and 20-topic.json, encrypted. */
export class Messaging extends Construct {
  readonly key: IKey;
  readonly scanQueue: Queue;
  readonly scanDlq: Queue;
  readonly consumerQueue: Queue;
  readonly consumerDlq: Queue;
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { keyArn }: Context) {
    super(scope, id);
    this.key =
      keyArn === undefined
        ? new Key(this, 'Key', { enableKeyRotation: true, description: 'Airlock: queues and topic' })
        : Key.fromKeyArn(this, 'Key', keyArn);
    // S3 and SNS write into the queues, and need the key for it.
    for (const service of ['s3.amazonaws.com', 'sns.amazonaws.com'])
      this.key.grantEncryptDecrypt(new ServicePrincipal(service));

    this.scanDlq = this.queue('ScanDlq', { retentionPeriod: Duration.days(14) });
    this.scanQueue = this.queue('ScanQueue', {
      deadLetterQueue: { queue: this.scanDlq, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    this.consumerDlq = this.queue('ConsumerDlq', { retentionPeriod: Duration.days(14) });
    this.consumerQueue = this.queue('ConsumerQueue', {
      deadLetterQueue: { queue: this.consumerDlq, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    this.topic = new Topic(this, 'Events', { masterKey: this.key, enforceSSL: true });
    this.topic.addSubscription(
      new SqsSubscription(this.consumerQueue, {
        rawMessageDelivery: true,
        filterPolicy: { type: SubscriptionFilter.stringFilter({ allowlist: EVENT_TYPES }) },
      }),
    );
  }

  private queue(id: string, props: ConstructorParameters<typeof Queue>[2]): Queue {
    return new Queue(this, id, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: this.key,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(60),
      retentionPeriod: Duration.days(4),
      ...props,
    });
  }
}
