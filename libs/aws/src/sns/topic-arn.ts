import type { AwsEnvironment } from '../aws-environment.js';
import { partitionOf } from '../partition.js';

/** The ARN of the events topic, which may be given by name. */
export function topicArn({ EVENTS_TOPIC, AWS_REGION, AWS_ACCOUNT_ID }: AwsEnvironment): string {
  if (EVENTS_TOPIC.startsWith('arn:')) return EVENTS_TOPIC;
  return `arn:${partitionOf(AWS_REGION).name}:sns:${AWS_REGION}:${AWS_ACCOUNT_ID}:${EVENTS_TOPIC}`;
}
