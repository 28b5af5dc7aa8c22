import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MessageRefused } from '../exceptions/message-refused.js';
import { s3NotificationDeserializer } from './s3-notification.deserializer.js';

const deserialize = (body: unknown) => s3NotificationDeserializer()({ Body: JSON.stringify(body) });

/** Amazon S3 User Guide, "EventBridge event message structure". */
const aDetail = (fields: object = {}) => ({
  version: '0',
  bucket: { name: 'uploads' },
  object: {
    key: 'incoming/a b+c%20',
    size: 5,
    etag: 'b1946ac92492d2347c6235b4d2611184',
    'version-id': 'IYV3p45BT0ac8hjHg1houSdS1a.Mro8e',
    sequencer: '617f08299329d189',
  },
  'request-id': 'N4N7GDK58NMKJ12R',
  requester: '123456789012',
  'source-ip-address': '1.2.3.4',
  reason: 'PutObject',
  ...fields,
});
const anEvent = (fields: object = {}) => ({
  version: '0',
  id: '17793124-05d4-b198-2fde-7ededc63b103',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: '111122223333',
  time: '2021-11-12T00:00:00Z',
  region: 'ca-central-1',
  resources: ['arn:aws:s3:::uploads'],
  detail: aDetail(),
  ...fields,
});
/** Amazon SNS, "HTTP/HTTPS notification JSON format", which SQS gets as well. */
const anEnvelope = (message: unknown, fields: object = {}) => ({
  Type: 'Notification',
  MessageId: 'dc1e94d9-56c5-5e96-808d-cc7f68faa162',
  TopicArn: 'arn:aws:sns:us-east-2:111122223333:ExampleTopic1',
  Subject: 'Amazon S3 Notification',
  Message: typeof message === 'string' ? message : JSON.stringify(message),
  Timestamp: '2021-02-16T21:41:19.978Z',
  SignatureVersion: '1',
  Signature: 'FMG5tlZhJNHLHUXvZgtZzlk24FzVa7oX0T4P03neeXw8ZEXZx6z35j2FOTuNYShn2h0bKNC/',
  SigningCertURL: 'https://sns.us-east-2.amazonaws.com/SimpleNotificationService.pem',
  ...fields,
});
const records = {
  Records: [
    {
      eventVersion: '2.1',
      eventName: 'ObjectCreated:Put',
      s3: { bucket: { name: 'uploads' }, object: { key: 'a+b' } },
    },
  ],
};

const created = {
  pattern: 's3:ObjectCreated',
  data: {
    bucket: 'uploads',
    key: 'incoming/a b+c%20',
    size: 5,
    etag: 'b1946ac92492d2347c6235b4d2611184',
    sequencer: '617f08299329d189',
    eventName: 'ObjectCreated:Put',
  },
};

describe('s3NotificationDeserializer, of what EventBridge sends', () => {
  it('takes the event, and the key as it is', () => {
    expect(deserialize(anEvent())).toEqual([created]);
  });

  it('takes its detail alone', () => {
    expect(deserialize(aDetail())).toEqual([created]);
  });

  it.each([
    ['PutObject', 'ObjectCreated:Put'],
    ['POST Object', 'ObjectCreated:Post'],
    ['CopyObject', 'ObjectCreated:Copy'],
    ['CompleteMultipartUpload', 'ObjectCreated:CompleteMultipartUpload'],
    ['what S3 may think of next', 'ObjectCreated:*'],
    [undefined, 'ObjectCreated:*'],
  ])('calls %j %s', (reason, eventName) => {
    expect(deserialize(anEvent({ detail: aDetail({ reason }) }))).toMatchObject([{ data: { eventName } }]);
    expect(deserialize(aDetail({ reason }))).toMatchObject([{ data: { eventName } }]);
  });

  it.each(['Object Deleted', 'Object Restore Completed', 'Object Tags Added', 'Object ACL Updated'])(
    'has nothing to do for %s',
    (type) => {
      expect(deserialize(anEvent({ 'detail-type': type, detail: {} }))).toEqual([]);
    },
  );

  it.each(['DeleteObject', 'Lifecycle Expiration'])('has nothing to do for the detail of a %s', (reason) => {
    expect(deserialize(aDetail({ reason }))).toEqual([]);
  });

  it('gives back any key as it came', () => {
    const keys = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((key) => Buffer.byteLength(key) <= 1024);
    fc.assert(
      fc.property(keys, (key) => {
        expect(deserialize(aDetail({ object: { key } }))).toMatchObject([{ data: { key } }]);
      }),
    );
  });

  it.each([
    ['an event of something else', anEvent({ source: 'aws.ec2' }), 'source is not aws.s3'],
    ['an event of no type', anEvent({ 'detail-type': 1 }), 'detail-type'],
    ['an event without detail', anEvent({ detail: undefined }), 'detail is not an object'],
    ['a detail of another version', aDetail({ version: '1' }), 'the version of detail'],
    ['a detail without a version', aDetail({ version: undefined }), 'the version of detail'],
    ['a bucket without a name', aDetail({ bucket: {} }), 'detail.bucket.name'],
    ['an object that is none', aDetail({ object: [] }), 'detail.object is not an object'],
    ['no key', aDetail({ object: {} }), 'detail.object.key'],
    ['a key that is not Unicode', aDetail({ object: { key: '\ud800' } }), 'detail.object.key is not Unicode'],
    ['a key that is too long', aDetail({ object: { key: 'x'.repeat(1025) } }), '1024 bytes'],
    ['a size that is text', aDetail({ object: { key: 'a', size: '5' } }), 'detail.object.size'],
    ['an ETag that is none', aDetail({ object: { key: 'a', etag: 5 } }), 'detail.object.etag'],
  ])('refuses %s', (_, body, reason) => {
    expect(() => deserialize(body)).toThrow(MessageRefused);
    expect(() => deserialize(body)).toThrow(reason);
  });
});

describe('s3NotificationDeserializer, of what comes through a topic', () => {
  it.each([
    ["S3's records", records, 'a b'],
    ['an event of EventBridge', anEvent(), 'incoming/a b+c%20'],
  ])('takes %s out of the envelope', (_, message, key) => {
    expect(deserialize(anEnvelope(message))).toMatchObject([{ data: { bucket: 'uploads', key } }]);
  });

  it('has nothing to do for the test event', () => {
    expect(deserialize(anEnvelope({ Service: 'Amazon S3', Event: 's3:TestEvent' }))).toEqual([]);
  });

  it.each([
    ['an envelope around no JSON', anEnvelope('hello'), 'not JSON'],
    ['an envelope around a list', anEnvelope([]), 'not a JSON object'],
    ['an envelope in an envelope', anEnvelope(anEnvelope(records)), 'Records is missing'],
    ['an envelope without a message', anEnvelope('', { Message: 1 }), 'Records is missing'],
    [
      'what a topic asks of a new subscriber',
      anEnvelope('', { Type: 'SubscriptionConfirmation' }),
      'Records',
    ],
  ])('refuses %s', (_, body, reason) => {
    expect(() => deserialize(body)).toThrow(MessageRefused);
    expect(() => deserialize(body)).toThrow(reason);
  });
});

describe('s3NotificationDeserializer, of whatever way', () => {
  it('throws nothing but refusals, and none that quotes the message', () => {
    const value = fc.oneof(fc.constantFrom('SECRET', '0', 'aws.s3', 'Object Created'), fc.jsonValue());
    const some = (fields: object) =>
      fc.record(
        Object.fromEntries(
          Object.entries(fields).map(([name, given]) => [
            name,
            fc.oneof(fc.constant(given as unknown), value),
          ]),
        ),
        { requiredKeys: [] },
      );
    const body = fc.oneof(
      some(anEvent()),
      some(aDetail()),
      some(anEnvelope(aDetail())),
      some({ ...aDetail(), ...records }),
    );
    fc.assert(
      fc.property(body, (given) => {
        try {
          deserialize(given);
        } catch (error) {
          expect(error).toBeInstanceOf(MessageRefused);
          expect((error as Error).message).not.toContain('SECRET');
        }
      }),
      { numRuns: 500 },
    );
  });
});
