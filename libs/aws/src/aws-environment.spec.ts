import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { AwsEnvironment } from './aws-environment.js';

function problemsOf(variables: Record<string, string>): string[] {
  return validateSync(plainToInstance(AwsEnvironment, variables)).map(({ property }) => property);
}

describe('AwsEnvironment', () => {
  it('is good as it is', () => {
    expect(problemsOf({})).toEqual([]);
    expect(new AwsEnvironment()).toMatchObject({
      AWS_REGION: 'us-east-1',
      BUCKET: 'airlock',
      SCAN_QUEUE: 'airlock-scan',
      SCAN_DLQ: 'airlock-scan-dlq',
      EVENTS_TOPIC: 'airlock-events',
      CONSUMER_QUEUE: 'airlock-consumer',
    });
  });

  it.each([
    ['AWS_ENDPOINT_URL', 'http://localhost:4566'],
    ['AWS_ENDPOINT_URL', 'http://127.0.0.1:4566/'],
    ['AWS_ENDPOINT_URL', 'http://localstack:4566'],
    ['S3_PUBLIC_ENDPOINT', 'https://uploads.example.com'],
    ['AWS_REGION', 'us-gov-west-1'],
    ['AWS_REGION', 'ap-southeast-3'],
    ['EVENTS_TOPIC', 'arn:aws:sns:eu-west-1:123456789012:events'],
    ['UPLOAD_URL_TTL_SECONDS', '604800'],
    ['CORS_ORIGIN', 'https://app.example.com'],
    ['CORS_ORIGIN', 'http://localhost:5173'],
  ])('takes %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([]);
  });

  it.each([
    ['AWS_ENDPOINT_URL', 'localhost:4566'],
    ['AWS_ENDPOINT_URL', 'ftp://localhost'],
    ['AWS_ENDPOINT_URL', 'http://localhost:4566/s3'],
    ['S3_PUBLIC_ENDPOINT', 'https://example.com/s3'],
    ['AWS_REGION', 'US'],
    ['AWS_ACCOUNT_ID', '42'],
    ['BUCKET', 'Air_Lock'],
    ['SCAN_QUEUE', 'scan.fifo'],
    ['EVENTS_TOPIC', 'arn:aws:sqs:eu-west-1:123456789012:events'],
    ['UPLOAD_URL_TTL_SECONDS', '0'],
    ['UPLOAD_URL_TTL_SECONDS', '604801'],
    ['DOWNLOAD_URL_TTL_SECONDS', '1.5'],
    ['CORS_ORIGIN', 'https://app.example.com/'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([name]);
  });
});
