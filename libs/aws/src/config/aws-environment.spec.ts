import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { AwsEnvironment } from './aws-environment.js';

const AWS_ENDPOINT_URL = 'http://localhost:4566';
const ON_AWS = { AWS_REGION: 'eu-west-1', AWS_ACCOUNT_ID: '123456789012', BUCKET: 'uploads-of-acme' };

const problemsOf = (variables: Record<string, string>): string[] =>
  validateSync(plainToInstance(AwsEnvironment, variables)).map(({ property }) => property);

function messagesOf(variables: Record<string, string>): string[] {
  return validateSync(plainToInstance(AwsEnvironment, variables)).flatMap(({ constraints = {} }) =>
    Object.values(constraints),
  );
}

describe('AwsEnvironment', () => {
  it('needs nothing but its endpoint on a cloud of one’s own', () => {
    expect(problemsOf({ AWS_ENDPOINT_URL })).toEqual([]);
    expect(plainToInstance(AwsEnvironment, { AWS_ENDPOINT_URL })).toMatchObject({
      AWS_REGION: 'us-east-1',
      AWS_ACCOUNT_ID: '000000000000',
      BUCKET: 'airlock',
    });
  });

  it.each([
    ['AWS_ENDPOINT_URL', 'http://localhost:4566'],
    ['AWS_ENDPOINT_URL', 'http://127.0.0.1:4566/'],
    ['AWS_ENDPOINT_URL', 'http://localstack:4566'],
    ['AWS_REGION', 'us-gov-west-1'],
    ['AWS_REGION', 'ap-southeast-3'],
  ])('takes %s=%s', (name, value) => {
    expect(problemsOf({ ...ON_AWS, [name]: value })).toEqual([]);
  });

  it.each([
    ['AWS_ENDPOINT_URL', 'localhost:4566'],
    ['AWS_ENDPOINT_URL', 'ftp://localhost'],
    ['AWS_ENDPOINT_URL', 'http://localhost:4566/s3'],
    ['AWS_REGION', 'US'],
    ['AWS_ACCOUNT_ID', '42'],
    ['BUCKET', 'Air_Lock'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ AWS_ENDPOINT_URL, [name]: value })).toEqual([name]);
  });

  it('has to be told on AWS whose bucket it is, and which one, and where', () => {
    expect(problemsOf(ON_AWS)).toEqual([]);
    expect(messagesOf({}).sort()).toEqual([
      'AWS_ACCOUNT_ID must be set without a local AWS_ENDPOINT_URL: the 12 digits of the account that owns the bucket, the queues and the topic',
      'AWS_REGION must be set without a local AWS_ENDPOINT_URL: the region of the bucket, the queues and the topic, such as us-east-1',
      'BUCKET must be set without a local AWS_ENDPOINT_URL: the name of your bucket',
    ]);
  });

  it('takes the default region on AWS from who means it', () => {
    expect(problemsOf({ ...ON_AWS, AWS_REGION: 'us-east-1' })).toEqual([]);
  });

  it.each(Object.keys(ON_AWS))('refuses to do without %s on AWS alone', (name) => {
    const { [name]: _, ...others } = ON_AWS as Record<string, string>;
    expect(problemsOf(others)).toEqual([name]);
    expect(problemsOf({ ...others, AWS_ENDPOINT_URL })).toEqual([]);
  });

  it.each([
    'https://s3.eu-west-1.amazonaws.com',
    'https://sqs.cn-north-1.amazonaws.com.cn/',
    'http://s3.eu-west-1.api.aws:80',
  ])('is on AWS too where its endpoint is %s', (endpoint) => {
    expect(problemsOf({ AWS_ENDPOINT_URL: endpoint })).toEqual(Object.keys(ON_AWS));
  });

  it.each(['http://amazonaws.com.localhost:4566', 'https://s3.myamazonaws.com'])(
    'is not on AWS at %s',
    (endpoint) => {
      expect(problemsOf({ AWS_ENDPOINT_URL: endpoint })).toEqual([]);
    },
  );

  it('does not take the account of the local clouds for one of AWS', () => {
    expect(problemsOf({ ...ON_AWS, AWS_ACCOUNT_ID: '000000000000' })).toEqual(['AWS_ACCOUNT_ID']);
    expect(problemsOf({ AWS_ENDPOINT_URL, AWS_ACCOUNT_ID: '000000000000' })).toEqual([]);
  });
});
