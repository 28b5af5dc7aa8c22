import type { Refusal } from '../validation/refusal.js';

export const POLICY_UNKNOWN: Refusal = {
  field: 'policy',
  code: 'policy-unknown',
  message: 'policy is not one of GET /policies',
};
