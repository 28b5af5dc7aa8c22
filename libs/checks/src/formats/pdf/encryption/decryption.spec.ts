import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KINDS, PdfCipher, type Kind } from '../../../../../../test/checks/pdf-encryption.js';
import { enoughMemory } from '../../../reading/memory/spec-support/lender.js';
import { Pace } from '../../../reading/pace.js';
import { Decryption } from './decryption.js';
import type { StreamMethod } from './encryption-dictionary.js';

const METHODS: Readonly<Record<Kind, StreamMethod>> = {
  'rc4-40': 'rc4',
  'rc4-128': 'rc4',
  'aes-128': 'aes-128',
  'aes-256': 'aes-256',
};
const KEY_BYTES: Readonly<Record<Kind, number>> = {
  'rc4-40': 5,
  'rc4-128': 16,
  'aes-128': 16,
  'aes-256': 32,
};

describe('Decryption', () => {
  it.each(KINDS)('gives back what was encrypted: %s', async (kind) => {
    const key = fc.uint8Array({ minLength: KEY_BYTES[kind], maxLength: KEY_BYTES[kind] });
    const content = fc.uint8Array({ maxLength: 20_000, size: 'max' });
    const pace = new Pace(new AbortController().signal);
    await fc.assert(
      fc.asyncProperty(
        key,
        fc.integer({ min: 1, max: 8_388_607 }),
        content,
        async (secret, number, bytes) => {
          const fileKey = Buffer.from(secret);
          const encrypted = new PdfCipher(kind, fileKey).encrypt(number, Buffer.from(bytes));
          const decryption = new Decryption(fileKey, METHODS[kind], undefined);
          expect(await decryption.decrypt(number, encrypted, pace, enoughMemory())).toEqual(
            Buffer.from(bytes),
          );
        },
      ),
      { numRuns: 10 },
    );
  });
});
