import { OK, refuse, type Check } from '../../inspection/check.js';

/** Declared against actual against the policy, which may have become stricter since the presign. Reads nothing. */
export const size: Check = {
  name: 'size',
  reads: 'nothing',
  codes: ['size-mismatch', 'size-exceeded'],
  run({ size, declaration, policy }) {
    if (size !== declaration.size)
      return refuse('size-mismatch', `${declaration.size} bytes were declared, and ${size} came.`);
    if (size > policy.maxBytes)
      return refuse('size-exceeded', `The object has ${size} bytes; the policy allows ${policy.maxBytes}.`);
    return OK;
  },
};
