import { parseApiKeys, type ApiKey } from '../auth/api-keys.js';
import type { Policies } from '../policies/policies.js';
import type { GatewayEnvironment } from './gateway-environment.js';
import { parseIdSecrets } from './is-id-secrets.js';

/** The environment as the gateway uses it. */
export interface GatewaySettings {
  readonly apiKeys: readonly ApiKey[];
  readonly idSecrets: readonly string[];
  readonly rateLimitPerMinute: number;
  readonly policies: Policies;
}

/** @param environment validated, so nothing here can fail */
export function gatewaySettings(
  environment: Pick<GatewayEnvironment, 'API_KEYS' | 'ID_SECRETS' | 'RATE_LIMIT_PER_MINUTE'>,
  policies: Policies,
): GatewaySettings {
  return {
    apiKeys: parseApiKeys(environment.API_KEYS) ?? [],
    idSecrets: parseIdSecrets(environment.ID_SECRETS),
    rateLimitPerMinute: environment.RATE_LIMIT_PER_MINUTE,
    policies,
  };
}
