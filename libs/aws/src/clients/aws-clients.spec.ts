import { describe, expect, it } from '@jest/globals';
import { AwsEnvironment } from '../aws-environment.js';
import { AwsClients } from './aws-clients.js';

const clientsOf = (environment: Partial<AwsEnvironment> = {}): AwsClients =>
  new AwsClients(Object.assign(new AwsEnvironment(), environment));

describe('AwsClients', () => {
  it('tries three times, and a copy once', async () => {
    const { s3, sqs, sns, s3Copies } = clientsOf();
    for (const { config } of [s3, sqs, sns]) expect(await config.maxAttempts()).toBe(3);
    expect(await s3Copies.config.maxAttempts()).toBe(1);
  });

  it('addresses a bucket by its path on an endpoint, and by its host on AWS', () => {
    expect(clientsOf({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }).s3.config.forcePathStyle).toBe(true);
    expect(clientsOf().s3.config.forcePathStyle).toBe(false);
  });
});
