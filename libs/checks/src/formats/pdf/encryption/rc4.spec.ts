import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rc4 } from './rc4.js';

describe('Rc4', () => {
  // RFC 6229, 2: the first 16 bytes of the key stream.
  it.each([
    ['0102030405', 'b2396305f03dc027ccc3524a0a1118a8'],
    ['0102030405060708090a0b0c0d0e0f10', '9ac7cc9a609d1ef7b2932899cde41b97'],
  ])('makes the key stream of %s', (key, stream) => {
    expect(new Rc4(Buffer.from(key, 'hex')).update(Buffer.alloc(16)).toString('hex')).toBe(stream);
  });

  it('makes the same of bytes in pieces', () => {
    const key = fc.uint8Array({ minLength: 5, maxLength: 16 });
    fc.assert(
      fc.property(key, fc.array(fc.uint8Array()), (secret, pieces) => {
        const whole = new Rc4(secret).update(Buffer.concat(pieces));
        const cipher = new Rc4(secret);
        expect(Buffer.concat(pieces.map((piece) => cipher.update(piece)))).toEqual(whole);
      }),
    );
  });
});
