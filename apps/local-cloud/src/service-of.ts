import type { IncomingMessage } from 'node:http';

/** One endpoint, three services, told apart by their protocols: AWS JSON, AWS Query, and REST for all the rest. */
export function serviceOf({ method, headers }: IncomingMessage): 'sqs' | 'sns' | 's3' {
  if (headers['x-amz-target']?.toString().startsWith('AmazonSQS.')) return 'sqs';
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return method === 'POST' && isForm ? 'sns' : 's3';
}
