import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventMessage, formEncodeKey } from './s3-event.js';

describe('formEncodeKey', () => {
  it('is undone by form decoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        expect(decodeURIComponent(formEncodeKey(key).replaceAll('+', ' '))).toBe(key);
      }),
    );
  });

  it('is AWS’s spelling', () => {
    expect(formEncodeKey('red flower/ä+%.jpg')).toBe('red+flower/%C3%A4%2B%25.jpg');
  });
});

describe('eventMessage', () => {
  it('gives a removal no size and no ETag', () => {
    const at = new Date(0);
    const event = {
      at,
      region: 'us-east-1',
      bucket: 'b',
      key: 'k',
      requestId: 'r',
      sourceAddress: '127.0.0.1',
    };
    const message = JSON.parse(eventMessage({ ...event, name: 'ObjectRemoved:Delete' }, 'id', '01')) as {
      Records: [{ s3: { object: object } }];
    };
    expect(message.Records[0].s3.object).toEqual({ key: 'k', sequencer: '01' });
  });
});
