import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from './key-order.js';

it('orders keys as their UTF-8 bytes are ordered', () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'z', '/', 'é', '～', '\ud7ff', '\ue000', '😀', '🙂') });
  fc.assert(
    fc.property(key, key, (a, b) => {
      expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});
