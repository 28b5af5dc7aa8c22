import { OK, refuse, type Check } from '../../inspection/check.js';

/** The stored media type against the declaration, and the declaration against the policy of today. Reads nothing. */
export const declaredType: Check = {
  name: 'declared-type',
  reads: 'nothing',
  codes: ['type-mismatch', 'type-not-allowed'],
  run({ storedContentType, declaration, policy }) {
    if (storedContentType !== declaration.contentType)
      return refuse(
        'type-mismatch',
        `The object was declared as ${declaration.contentType} and stored as another type.`,
      );
    if (!policy.contentTypes.includes(declaration.contentType))
      return refuse('type-not-allowed', `The policy does not allow ${declaration.contentType}.`);
    return OK;
  },
};
