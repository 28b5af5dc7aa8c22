import { describe, expect, it } from '@jest/globals';
import { fill } from './fill.js';

describe('fill', () => {
  it('puts values into strings, wherever they are', () => {
    const template = { QueueName: '${SCAN}', Tags: ['a-${SCAN}-${SCAN}', 1, true, null] };
    expect(fill(template, { SCAN: 's' })).toEqual({ QueueName: 's', Tags: ['a-s-s', 1, true, null] });
  });

  it('makes a string of a document that the API wants as one', () => {
    const template = { Policy: { $json: { Resource: '${ARN}' } } };
    expect(fill(template, { ARN: 'arn:aws:sqs:a' })).toEqual({ Policy: '{"Resource":"arn:aws:sqs:a"}' });
  });

  it('takes a value as it is, whatever is in it', () => {
    expect(fill({ $json: '${A}' }, { A: '"${B}$&' })).toBe('"\\"${B}$&"');
  });

  it('names a variable that nobody set', () => {
    expect(() => fill(['${NOPE}'], {})).toThrow('NOPE');
  });

  it('makes a list of values that are separated by commas, where they stand alone in one', () => {
    expect(fill({ Origins: ['${A}', 'x-${A}'] }, { A: 'a,b' })).toEqual({ Origins: ['a', 'b', 'x-a,b'] });
  });
});
