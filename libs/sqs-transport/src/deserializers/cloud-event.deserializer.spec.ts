import { describe, expect, it } from '@jest/globals';
import { CloudEvent } from 'cloudevents';
import fc from 'fast-check';
import { MessageRefused } from '../exceptions/message-refused.js';
import { cloudEventDeserializer } from './cloud-event.deserializer.js';

const deserialize = (body: unknown) =>
  cloudEventDeserializer()({ Body: typeof body === 'string' ? body : JSON.stringify(body) });

const anEvent = (attributes: object = {}) => ({
  specversion: '1.0',
  id: '1',
  source: '/orders/eu',
  type: 'order.placed.v1',
  ...attributes,
});

describe('cloudEventDeserializer', () => {
  it('gives the whole event, just as it was sent, to the handlers of its type', () => {
    const event = anEvent({
      subject: 'a',
      time: '2026-11-22T20:00:00Z',
      tenant: 'x',
      data: { deep: [1, null] },
    });
    expect(deserialize(event)).toEqual([{ pattern: 'order.placed.v1', data: event }]);
  });

  it('takes whatever the CloudEvents package writes', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    const events = fc.record({ id: text, type: text, subject: text, data: fc.jsonValue() });
    fc.assert(
      fc.property(events, ({ id, type, subject, data }) => {
        const event = new CloudEvent({ id, type, subject, source: '/s', data });
        expect(deserialize(event.toString())).toMatchObject([{ pattern: type, data: { id, type, subject } }]);
      }),
    );
  });

  it.each([
    ['no JSON', 'hello', 'not JSON'],
    ['a batch', [anEvent()], 'not a JSON object'],
    ['an event without an id', anEvent({ id: undefined }), 'without id'],
    ['an event with a number for an id', anEvent({ id: 1 }), 'without id'],
    ['an event without anything', {}, 'without id, source, type, specversion'],
    ['an event with an empty type', anEvent({ type: '' }), 'without type'],
    ['another version', anEvent({ specversion: '0.3' }), 'specversion is not 1.0'],
    ['a source that is no URI reference', anEvent({ source: 'a b' }), '/source must match format'],
    ['a time that is none', anEvent({ time: 'today' }), '/time must match format'],
    [
      'an attribute with a name that is not allowed',
      anEvent({ 'SECRET-name': 1 }),
      'an attribute is not valid',
    ],
    [
      'an attribute that would replace a prototype',
      '{"__proto__":{},"specversion":"1.0","id":"1","source":"/","type":"t"}',
      'an attribute is not valid',
    ],
    ['an attribute of megabytes', anEvent({ source: '/'.repeat(2049) }), 'longer than 2048'],
    ['binary data that is not base64', anEvent({ data_base64: '*' }), 'not a CloudEvent'],
  ])('refuses %s', (_, body, reason) => {
    expect(() => deserialize(body)).toThrow(MessageRefused);
    expect(() => deserialize(body)).toThrow(reason);
  });

  it('throws nothing but refusals, and none that quotes the message', () => {
    const value = fc.oneof(fc.constantFrom('SECRET', ' SECRET%', '1.0', ''), fc.jsonValue());
    const name = fc.oneof(
      fc.constantFrom(
        'id',
        'source',
        'time',
        'dataschema',
        'subject',
        'data_base64',
        'validate',
        'SECRET',
        '__proto__',
      ),
      fc.string(),
    );
    const body = fc.oneof(
      fc.string().map((text) => `SECRET${text}`),
      fc.dictionary(name, value).map((attributes) => JSON.stringify({ ...anEvent(), ...attributes })),
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
});
