import { describe, expect, it } from '@jest/globals';
import { AwsEnvironment } from '../config/aws-environment.js';
import { queueUrl } from './queue-url.js';

describe('the URL of a queue', () => {
  it.each<[Partial<AwsEnvironment>, string]>([
    [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566/' }, 'http://127.0.0.1:4566/000000000000/scans'],
    [
      { AWS_REGION: 'eu-west-1', AWS_ACCOUNT_ID: '123456789012' },
      'https://sqs.eu-west-1.amazonaws.com/123456789012/scans',
    ],
    [{ AWS_REGION: 'cn-north-1' }, 'https://sqs.cn-north-1.amazonaws.com.cn/000000000000/scans'],
  ])('of %j', (environment, url) => {
    expect(queueUrl(Object.assign(new AwsEnvironment(), environment), 'scans')).toBe(url);
  });
});
