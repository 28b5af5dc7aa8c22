import { createHash } from 'node:crypto';
import { refuse, type WholeObjectCheck } from '../../inspection/check.js';

/** The object's SHA-256, against the declared one. S3 verified that on the PUT; seeing every byte anyway, so do we. */
export const checksum: WholeObjectCheck = {
  name: 'checksum',
  reads: 'everything, where it is read anyway',
  codes: ['checksum-mismatch'],
  observe({ declaration }) {
    const hash = createHash('sha256');
    return {
      consume: (slice) => void hash.update(slice),
      finish() {
        const value = hash.digest('base64');
        if (declaration.checksumSha256 !== undefined && declaration.checksumSha256 !== value)
          return refuse('checksum-mismatch', 'The bytes do not have the declared SHA-256.');
        return { found: { checksum: { algorithm: 'sha256', value } } };
      },
    };
  },
};
