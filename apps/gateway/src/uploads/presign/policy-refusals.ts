import { DEFAULT_POLICY } from '#core';
import type { Policies } from '../../policies/policies.js';
import type { Refusal } from '../../validation/refusal.js';
import type { PresignRequest } from './presign.request.js';

/** What the policy has against fields that are fine by themselves. */
export function policyRefusals(fields: Partial<PresignRequest>, policies: Policies): Refusal[] {
  const { policy: name = DEFAULT_POLICY, contentType, size } = fields;
  const policy = policies.get(name);
  if (policy === undefined)
    return [{ field: 'policy', code: 'policy-unknown', message: 'policy is not one of GET /policies' }];
  const refusals: Refusal[] = [];
  if (contentType !== undefined && !policy.contentTypes.includes(contentType.toLowerCase()))
    refusals.push({
      field: 'contentType',
      code: 'media-type-not-allowed',
      message: `contentType must be one of ${policy.contentTypes.join(', ')}`,
    });
  if (size !== undefined && size > policy.maxBytes)
    refusals.push({
      field: 'size',
      code: 'size-exceeded',
      message: `size must not exceed ${policy.maxBytes} bytes`,
    });
  return refusals;
}
