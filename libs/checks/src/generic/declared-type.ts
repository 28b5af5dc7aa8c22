import { OK, refuse, type Check } from '../check.js';

/** The stored media type against the declaration, and the declaration against the policy of today. Reads nothing. */
export const declaredType: Check = {
  name: 'declared-type',
  run({ storedContentType, declaration, policy }) {
    if (storedContentType !== declaration.contentType)
      return refuse('type-mismatch', `declared as ${declaration.contentType}, stored as another type`);
    if (!policy.contentTypes.includes(declaration.contentType))
      return refuse('type-not-allowed', `the policy does not allow ${declaration.contentType}`);
    return OK;
  },
};
