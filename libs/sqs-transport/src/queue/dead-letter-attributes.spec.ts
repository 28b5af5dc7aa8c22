import { describe, expect, it } from '@jest/globals';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { reasonOf } from '../exceptions/reason.js';
import { deadLetterAttributes } from './dead-letter-attributes.js';

const MEBIBYTE = 1024 * 1024;

const attribute = fc.oneof(
  fc.record({ DataType: fc.constantFrom('String', 'Number.int'), StringValue: fc.string({ minLength: 1 }) }),
  fc.record({ DataType: fc.constant('Binary'), BinaryValue: fc.uint8Array({ minLength: 1 }) }),
);
const attributes = fc.dictionary(
  fc.oneof(fc.stringMatching(/^[a-zA-Z]{1,20}$/), fc.constantFrom('reason', 'receiveCount')),
  attribute,
  { maxKeys: 10 },
);
const reasons = fc.string({ unit: 'grapheme', maxLength: 2000 }).map(reasonOf);

const sizeOf = (body: string, all: Record<string, MessageAttributeValue>): number =>
  Object.entries(all).reduce(
    (sum, [name, { DataType = '', StringValue = '', BinaryValue = [] }]) =>
      sum + Buffer.byteLength(name + DataType + StringValue) + BinaryValue.length,
    Buffer.byteLength(body),
  );

describe('deadLetterAttributes', () => {
  it('are what SQS takes: at most 10, never empty, and within a mebibyte with their body', () => {
    fc.assert(
      fc.property(
        attributes,
        reasons,
        fc.integer({ min: 0, max: 4000 }),
        (MessageAttributes, reason, spare) => {
          const room = MEBIBYTE - sizeOf('', MessageAttributes);
          const Body = 'x'.repeat(room - spare);
          const moved = deadLetterAttributes({ Body, MessageAttributes }, reason, 3);
          expect(Object.keys(moved).length).toBeLessThanOrEqual(10);
          expect(sizeOf(Body, moved)).toBeLessThanOrEqual(MEBIBYTE);
          for (const { StringValue, BinaryValue } of Object.values(moved))
            expect((StringValue ?? BinaryValue)?.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('keep up to eight of the message as they were, and say why and how often', () => {
    fc.assert(
      fc.property(
        attributes,
        reasons,
        fc.integer({ min: 1, max: 1000 }),
        (MessageAttributes, reason, count) => {
          const moved = deadLetterAttributes({ Body: 'x', MessageAttributes }, reason, count);
          const own = Object.entries(MessageAttributes).filter(
            ([name]) => !/^(reason|receiveCount)$/.test(name),
          );
          expect(moved).toEqual({
            ...Object.fromEntries(own.slice(0, 8)),
            reason: { DataType: 'String', StringValue: reason },
            receiveCount: { DataType: 'Number', StringValue: String(count) },
          });
        },
      ),
    );
  });

  it('cut the reason to what a nearly full message has room for', () => {
    const Body = 'x'.repeat(MEBIBYTE - 100);
    const { reason } = deadLetterAttributes({ Body }, 'ä'.repeat(200), 1);
    expect(reason?.StringValue).toMatch(/^ä{20,50}$/);
  });

  it('leave a full message as it is', () => {
    expect(deadLetterAttributes({ Body: 'x'.repeat(MEBIBYTE) }, 'no', 1)).toEqual({});
  });

  it('leave out the lists that SQS gives and does not take', () => {
    const listed = { DataType: 'String', StringValue: 'a', StringListValues: [], BinaryListValues: [] };
    const { own } = deadLetterAttributes({ Body: 'x', MessageAttributes: { own: listed } }, 'no', 1);
    expect(own).toEqual({ DataType: 'String', StringValue: 'a' });
  });
});
