import { describe, expect, it } from '@jest/globals';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import fc from 'fast-check';
import { MessageRefused } from './message-refused.js';
import { framesOf, MAX_REASON_CHARACTERS, reasonOf } from './reason.js';

const hostile = fc.string({
  unit: fc.constantFrom('a', '\\', '\n', '\u202e', '\ud83d', '\ude00', '\ufffe', '😀', '\0'),
});

describe('reasonOf', () => {
  it('is one bounded line of characters that XML 1.0 has, whatever the error says', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 3000 })), (text) => {
        const reason = reasonOf(new Error(text));
        expect(reason.length).toBeGreaterThan(0);
        expect(reason.length).toBeLessThanOrEqual(MAX_REASON_CHARACTERS);
        expect(reason).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('can be read back, so that nothing is hidden in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: hostile, minLength: 1, maxLength: 40 }), (text) => {
        fc.pre(text.trim() !== '');
        expect(JSON.parse(`"${reasonOf(text).replaceAll('"', '\\"')}"`)).toBe(text);
      }),
    );
  });

  it('takes anything that can be thrown', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (thrown) => {
        expect(reasonOf(thrown)).toEqual(expect.any(String));
      }),
    );
  });

  it.each([
    ['an error', new Error('broken'), 'broken'],
    ['an error with a name', new RangeError('too far'), 'RangeError: too far'],
    ['a refusal', new MessageRefused('not for me'), 'not for me'],
    ["a pipe's list", new BadRequestException(['a', 'b']), 'BadRequestException: a; b'],
    ['another exception of Nest', new NotFoundException('gone'), 'NotFoundException: gone'],
    ['what Nest makes of an error without KeepErrors', { status: 'error', message: 'Internal' }, 'Internal'],
    ['an empty text', new Error(''), 'no reason given'],
    ['nothing', undefined, 'undefined'],
    [
      'an error whose message is no text',
      Object.assign(new Error(), { message: { code: 7 } }),
      '[object Object]',
    ],
    ['an error that lost its message', Object.assign(new Error('x'), { message: undefined }), 'undefined'],
  ])('says what %s says', (_, thrown, reason) => {
    expect(reasonOf(thrown)).toBe(reason);
  });

  it('survives an error that cannot be described', () => {
    const error = Object.defineProperty(new Error(), 'message', {
      get: () => {
        throw new Error('gotcha');
      },
    });
    expect(reasonOf(error)).toBe('an error that cannot be described');
  });
});

describe('framesOf', () => {
  it('has the frames without the message', () => {
    expect(framesOf(new Error('line one\n    at forged'))).toMatch(/^ {4}at .*reason\.spec/);
  });

  it.each<[string, unknown]>([
    ['what is no error', 'not an error'],
    ['an error without a stack', Object.assign(new Error('x'), { stack: undefined })],
    ['an error whose message is no text', Object.assign(new Error('x'), { message: undefined })],
    [
      'an error whose stack still has another message',
      Object.assign(new Error('x'), { stack: 'Error: before\n    at forged\n    at x' }),
    ],
  ])('is nothing for %s', (_, thrown) => {
    expect(framesOf(thrown)).toBeUndefined();
  });
});
