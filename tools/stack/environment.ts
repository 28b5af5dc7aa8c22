import { createHash, randomBytes } from 'node:crypto';

/** The key that `npm start` and the compose file pass, by its hash, for tenant `local`. Public: never for anything that others reach. */
export const DEV_API_KEY = 'local-dev-key';
/** What the embedded cloud and LocalStack take for an account. */
export const CLOUD_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' } as const;
export const CLOUD_REGION = 'us-east-1';

/** Where a cloud is for the apps, and where clients see it. */
export interface Endpoints {
  readonly endpoint: string;
  readonly publicEndpoint: string;
}

export type Environment = Readonly<Record<string, string>>;

/** An entry of `API_KEYS`. */
export function apiKey(tenant: string, key: string): string {
  return `${tenant}:${createHash('sha256').update(key).digest('hex')}`;
}

/**
 * What all processes of a stack share. A shell's own AWS settings are left out: a profile or a session token would
 * win over the cloud's credentials, or point at a real account.
 */
export function stackEnvironment(
  { endpoint, publicEndpoint }: Endpoints,
  own: NodeJS.ProcessEnv,
): Environment {
  const inherited = Object.entries(own).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('AWS_'),
  );
  return {
    API_KEYS: apiKey('local', DEV_API_KEY),
    // Random at each start will do: the cloud starts empty too, so no upload outlives the secret that signed its id.
    ID_SECRETS: randomBytes(32).toString('base64url'),
    POLICIES_FILE: 'policies.json',
    // Ctrl-C waits for polls to end.
    SQS_WAIT_TIME_SECONDS: '1',
    ...Object.fromEntries(inherited),
    ...CLOUD_CREDENTIALS,
    AWS_REGION: CLOUD_REGION,
    AWS_ENDPOINT_URL: endpoint,
    S3_PUBLIC_ENDPOINT: publicEndpoint,
  };
}
