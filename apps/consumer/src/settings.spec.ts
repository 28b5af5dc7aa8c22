import { describe, expect, it } from '@jest/globals';
import { readSettings } from './settings.js';

const QUEUES = { QUEUE_URL: 'https://sqs/1/events', DEAD_LETTER_QUEUE_URL: 'https://sqs/1/dead' };

describe('the settings of the example consumer', () => {
  it('need no more than the queues', () => {
    expect(readSettings(QUEUES)).toMatchObject({
      queueUrl: QUEUES.QUEUE_URL,
      waitTimeSeconds: 20,
      port: 3002,
    });
  });

  it.each(Object.keys(QUEUES))('are refused without %s', (name) => {
    expect(() => readSettings({ ...QUEUES, [name]: '' })).toThrow('QUEUE_URL');
  });
});
