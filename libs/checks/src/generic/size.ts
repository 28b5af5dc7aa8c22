import { OK, refuse, type Check } from '../check.js';

/** Declared against actual against the policy, which may have become stricter since the presign. Reads nothing. */
export const size: Check = {
  name: 'size',
  run({ size, declaration, policy }) {
    if (size !== declaration.size)
      return refuse('size-mismatch', `${declaration.size} bytes were declared, ${size} came`);
    if (size > policy.maxBytes)
      return refuse('size-exceeded', `${size} bytes, the policy allows ${policy.maxBytes}`);
    return OK;
  },
};
