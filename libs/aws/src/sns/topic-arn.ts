import type { AwsEnvironment } from '../config/aws-environment.js';
import { partitionOf } from '../partition.js';

type Where = Pick<AwsEnvironment, 'AWS_REGION' | 'AWS_ACCOUNT_ID'>;

/** The ARN of a topic that is given by its name, in the environment's account, or by its ARN. */
export function topicArn({ AWS_REGION, AWS_ACCOUNT_ID }: Where, topic: string): string {
  if (topic.startsWith('arn:')) return topic;
  return `arn:${partitionOf(AWS_REGION).name}:sns:${AWS_REGION}:${AWS_ACCOUNT_ID}:${topic}`;
}
