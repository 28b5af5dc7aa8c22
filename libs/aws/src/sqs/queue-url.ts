import type { AwsEnvironment } from '../config/aws-environment.js';
import { partitionOf } from '../partition.js';

type Where = Pick<AwsEnvironment, 'AWS_ENDPOINT_URL' | 'AWS_REGION' | 'AWS_ACCOUNT_ID'>;

/**
 * The URL of a queue of the environment's account, made and not asked for: a process starts while the cloud is away, and Nest
 * builds a transport in a factory that cannot wait.
 */
export function queueUrl({ AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCOUNT_ID }: Where, name: string): string {
  const origin =
    AWS_ENDPOINT_URL?.replace(/\/$/, '') ?? `https://sqs.${AWS_REGION}.${partitionOf(AWS_REGION).domain}`;
  return `${origin}/${AWS_ACCOUNT_ID}/${name}`;
}
