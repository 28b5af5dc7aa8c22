import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MessageRefused } from '../exceptions/message-refused.js';
import { s3NotificationDeserializer } from './s3-notification.deserializer.js';

const deserialize = (body: unknown) =>
  s3NotificationDeserializer()({ Body: typeof body === 'string' ? body : JSON.stringify(body) });

/** As S3 sends it; anything can be put in its place. */
const aRecord = ({
  s3 = {},
  object = {},
  ...record
}: { s3?: object; object?: object; [field: string]: unknown } = {}) => ({
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  awsRegion: 'us-east-1',
  eventTime: '2026-11-22T20:00:00.000Z',
  eventName: 'ObjectCreated:Put',
  ...record,
  s3: {
    s3SchemaVersion: '1.0',
    bucket: { name: 'uploads', arn: 'arn:aws:s3:::uploads' },
    object: { key: 'incoming/a', size: 7, eTag: 'd41d8cd9', sequencer: '0055AED6DCD90281E5', ...object },
    ...s3,
  },
});

describe('s3NotificationDeserializer', () => {
  it('has one packet for each object that was created', () => {
    expect(deserialize({ Records: [aRecord(), aRecord({ object: { key: 'b' } })] })).toEqual([
      {
        pattern: 's3:ObjectCreated',
        data: {
          bucket: 'uploads',
          key: 'incoming/a',
          size: 7,
          etag: 'd41d8cd9',
          sequencer: '0055AED6DCD90281E5',
          eventName: 'ObjectCreated:Put',
        },
      },
      expect.objectContaining({ data: expect.objectContaining({ key: 'b' }) }),
    ]);
  });

  it.each(['Put', 'Post', 'Copy', 'CompleteMultipartUpload'])('takes ObjectCreated:%s', (how) => {
    expect(deserialize({ Records: [aRecord({ eventName: `ObjectCreated:${how}` })] })).toHaveLength(1);
  });

  it.each([
    'ObjectRemoved:Delete',
    'ObjectTagging:Put',
    'ObjectRestore:Completed',
    'LifecycleExpiration:Delete',
  ])('has nothing to do for %s', (eventName) => {
    expect(deserialize({ Records: [aRecord({ eventName, s3: { object: {} } })] })).toEqual([]);
  });

  it('has nothing to do for the test event', () => {
    expect(deserialize({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'uploads' })).toEqual([]);
  });

  it('does without what is optional and ignores what it does not know', () => {
    const record = aRecord({ object: { size: undefined, eTag: undefined, sequencer: undefined }, new: [1] });
    expect(deserialize({ Records: [record], new: 1 })).toEqual([
      {
        pattern: 's3:ObjectCreated',
        data: { bucket: 'uploads', key: 'incoming/a', eventName: 'ObjectCreated:Put' },
      },
    ]);
  });

  it('takes any minor of version 2', () => {
    expect(deserialize({ Records: [aRecord({ eventVersion: '2.99' })] })).toHaveLength(1);
  });

  it.each([
    ['form encoding, as S3 has it', (key: string) => encodeURIComponent(key).replaceAll('%20', '+')],
    ['percent encoding', encodeURIComponent],
  ])('gives back any key from %s', (_, encode) => {
    const keys = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((key) => Buffer.byteLength(key) <= 1024);
    fc.assert(
      fc.property(keys, (key) => {
        const [packet] = deserialize({ Records: [aRecord({ object: { key: encode(key) } })] });
        expect(packet?.data).toMatchObject({ key });
      }),
    );
  });

  it.each([
    ['nothing', '', 'not JSON'],
    ['text', 'hello', 'not JSON'],
    ['a list', '[]', 'not a JSON object'],
    ['null', 'null', 'not a JSON object'],
    ['an object without records', {}, 'Records is missing'],
    ['no records', { Records: [] }, 'Records is missing or empty'],
    ['too many records', { Records: Array.from({ length: 1001 }, () => 0) }, 'more than 1000'],
    ['a record that is none', { Records: [null] }, 'a record is not an object'],
    ['no version', { Records: [aRecord({ eventVersion: undefined })] }, 'eventVersion'],
    ['another major version', { Records: [aRecord({ eventVersion: '3.0' })] }, 'major of eventVersion'],
    [
      'a version that only begins like ours',
      { Records: [aRecord({ eventVersion: '20.1' })] },
      'eventVersion',
    ],
    ['no event name', { Records: [aRecord({ eventName: 1 })] }, 'eventName'],
    ['no s3', { Records: [{ ...aRecord(), s3: [] }] }, 's3 is not an object'],
    ['no bucket', { Records: [aRecord({ s3: { bucket: 'uploads' } })] }, 's3.bucket'],
    ['no object', { Records: [aRecord({ s3: { object: null } })] }, 's3.object'],
    ['an empty key', { Records: [aRecord({ object: { key: '' } })] }, 's3.object.key'],
    [
      'a key that is not percent-encoded',
      { Records: [aRecord({ object: { key: '100%' } })] },
      'form-encoded',
    ],
    ['a key that is not UTF-8', { Records: [aRecord({ object: { key: '%ff' } })] }, 'form-encoded'],
    ['a key that is not Unicode', { Records: [aRecord({ object: { key: '\ud800' } })] }, 'not Unicode'],
    ['a key that is too long', { Records: [aRecord({ object: { key: 'x'.repeat(1025) } })] }, '1024 bytes'],
    ['a size that is text', { Records: [aRecord({ object: { size: '7' } })] }, 's3.object.size'],
    ['a size below zero', { Records: [aRecord({ object: { size: -1 } })] }, 's3.object.size'],
    ['an ETag that is none', { Records: [aRecord({ object: { eTag: 7 } })] }, 's3.object.eTag'],
  ])('refuses %s', (_, body, reason) => {
    expect(() => deserialize(body)).toThrow(MessageRefused);
    expect(() => deserialize(body)).toThrow(reason);
  });

  it('throws nothing but refusals, and none that quotes the message', () => {
    const marked = fc.constantFrom('SECRET', '%SECRET', 'ObjectCreated:SECRET', '2.SECRET', 's3:TestEvent');
    const value = fc.oneof(marked, fc.jsonValue(), fc.constant(undefined));
    const record = fc.oneof(
      value,
      fc.record({ ...spread(aRecord()), eventVersion: value, eventName: value, s3: value }),
      fc
        .record({ key: value, size: value, eTag: value, sequencer: value })
        .map((object) => aRecord({ object })),
    );
    const body = fc.oneof(
      fc.string().map((text) => `SECRET${text}`),
      value.map((json) => JSON.stringify(json) ?? ''),
      fc.array(record).map((Records) => JSON.stringify({ Records })),
    );
    fc.assert(
      fc.property(body, (text) => {
        try {
          deserialize(text);
        } catch (error) {
          expect(error).toBeInstanceOf(MessageRefused);
          expect((error as Error).message).not.toContain('SECRET');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads a megabyte of brackets without harm', () => {
    const deep = '['.repeat(500_000) + ']'.repeat(500_000);
    expect(() => deserialize(`{"Records":${deep}}`)).toThrow(MessageRefused);
  });
});

const spread = (record: object) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, fc.constant(value as unknown)]));
