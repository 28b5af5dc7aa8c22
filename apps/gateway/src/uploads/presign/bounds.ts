import type { SessionBounds } from '#core';
import type { Refusal } from '../../validation/refusal.js';
import type { PresignRequest } from './presign.request.js';

type Fields = Partial<PresignRequest>;

/** The request with the policy and the metadata that its session gives. */
export function within({ policy, metadata }: SessionBounds, fields: Fields): Fields {
  return {
    ...(policy !== undefined && { policy }),
    ...fields,
    ...(metadata !== undefined && { metadata }),
  };
}

/** What a session has against fields that are fine by themselves; of their size see {@link policyRefusals}. */
export function boundRefusals({ policy, metadata }: SessionBounds, fields: Fields): Refusal[] {
  const refusals: Refusal[] = [];
  if (policy !== undefined && fields.policy !== undefined && fields.policy !== policy)
    refusals.push({
      field: 'policy',
      code: 'policy-not-allowed',
      message: `policy must be ${policy} in this session`,
    });
  // The backend will believe what it reads there: not a word of it may be the page's.
  if (metadata !== undefined && Object.keys(fields.metadata ?? {}).length > 0)
    refusals.push({
      field: 'metadata',
      code: 'metadata-invalid',
      message: 'metadata is given by the session, and none may be sent',
    });
  return refusals;
}
