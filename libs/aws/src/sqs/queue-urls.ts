import type { AwsEnvironment } from '../aws-environment.js';
import { partitionOf } from '../partition.js';

/**
 * The URLs of our queues, made and not asked for: a process starts while the cloud is away, and Nest builds a
 * transport in a factory that cannot wait.
 */
export class QueueUrls {
  readonly scan: string;
  readonly scanDeadLetter: string;
  readonly consumer: string;
  readonly consumerDeadLetter: string;

  constructor(environment: AwsEnvironment) {
    const { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCOUNT_ID } = environment;
    const origin =
      AWS_ENDPOINT_URL?.replace(/\/$/, '') ?? `https://sqs.${AWS_REGION}.${partitionOf(AWS_REGION).domain}`;
    const urlOf = (name: string): string => `${origin}/${AWS_ACCOUNT_ID}/${name}`;
    this.scan = urlOf(environment.SCAN_QUEUE);
    this.scanDeadLetter = urlOf(environment.SCAN_DLQ);
    this.consumer = urlOf(environment.CONSUMER_QUEUE);
    this.consumerDeadLetter = urlOf(environment.CONSUMER_DLQ);
  }
}
