import { describe, expect, it } from '@jest/globals';
import { AwsEnvironment } from '../aws-environment.js';
import { QueueUrls } from './queue-urls.js';

const scanUrl = (environment: Partial<AwsEnvironment>): string =>
  new QueueUrls(Object.assign(new AwsEnvironment(), environment)).scan;

describe('QueueUrls', () => {
  it.each<[Partial<AwsEnvironment>, string]>([
    [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566/' }, 'http://127.0.0.1:4566/000000000000/airlock-scan'],
    [
      { AWS_REGION: 'eu-west-1', AWS_ACCOUNT_ID: '123456789012', SCAN_QUEUE: 'scans' },
      'https://sqs.eu-west-1.amazonaws.com/123456789012/scans',
    ],
    [{ AWS_REGION: 'cn-north-1' }, 'https://sqs.cn-north-1.amazonaws.com.cn/000000000000/airlock-scan'],
  ])('of %j', (environment, url) => {
    expect(scanUrl(environment)).toBe(url);
  });
});
