import { parseApiKeys, type ApiKey } from '../auth/api-keys.js';
import type { ConsoleSettings } from '../console/serve-console.js';
import type { Origins } from '../http/cors.js';
import type { Policies } from '../policies/policies.js';
import type { GatewayEnvironment } from './gateway-environment.js';
import { parseCorsOrigins } from './is-cors-origins.js';
import { parseIdSecrets } from './is-id-secrets.js';

/** The environment as the gateway uses it. */
export interface GatewaySettings {
  readonly apiKeys: readonly ApiKey[];
  readonly idSecrets: readonly string[];
  readonly rateLimitPerMinute: number;
  readonly sessionRateLimitPerMinute: number;
  readonly corsOrigins: Origins;
  readonly policies: Policies;
  /** Unset: there is none. */
  readonly console?: ConsoleSettings;
}

/** @param environment validated, so nothing here can fail */
export function gatewaySettings(
  environment: Pick<
    GatewayEnvironment,
    | 'API_KEYS'
    | 'ID_SECRETS'
    | 'RATE_LIMIT_PER_MINUTE'
    | 'SESSION_RATE_LIMIT_PER_MINUTE'
    | 'CORS_ORIGIN'
    | 'CORS_ORIGINS'
  >,
  policies: Policies,
): GatewaySettings {
  return {
    apiKeys: parseApiKeys(environment.API_KEYS) ?? [],
    idSecrets: parseIdSecrets(environment.ID_SECRETS),
    rateLimitPerMinute: environment.RATE_LIMIT_PER_MINUTE,
    sessionRateLimitPerMinute: environment.SESSION_RATE_LIMIT_PER_MINUTE,
    corsOrigins: parseCorsOrigins(environment.CORS_ORIGINS ?? environment.CORS_ORIGIN) ?? [],
    policies,
  };
}
