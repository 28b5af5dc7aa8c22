import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '#service';
import { QueueEnvironment } from './queue-environment.js';

const ON_AWS = { AWS_REGION: 'eu-west-1', AWS_ACCOUNT_ID: '123456789012' };

describe('QueueEnvironment', () => {
  it('needs no bucket on AWS', () => {
    expect(readEnvironment(QueueEnvironment, ON_AWS)).toMatchObject(ON_AWS);
  });

  it('needs the account of the queues there, and where they are', () => {
    expect(() => readEnvironment(QueueEnvironment, {})).toThrow(
      /^(?![^]*BUCKET)[^]*AWS_REGION[^]*AWS_ACCOUNT_ID/,
    );
  });
});
