import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Credentials } from './cached-credentials.js';
import { percentEncode } from './percent-encode.js';
import { signingKey } from './signing-key.js';

/** What signatures share all day long, four of their five HMACs among it. */
export interface DailyScope {
  readonly credentials: Credentials;
  /** `YYYYMMDD`, UTC. */
  readonly day: string;
  /** `day/region/s3/aws4_request` */
  readonly scope: string;
  /** `X-Amz-Credential`, encoded. */
  readonly credential: string;
  /** `X-Amz-Security-Token`, encoded; undefined for credentials that last. */
  readonly token: string | undefined;
  /** Not a Buffer: OpenSSL would import it anew for each signature, which costs seven times the HMAC. */
  readonly key: KeyObject;
}

export function dailyScope(credentials: Credentials, day: string, region: string): DailyScope {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const scope = `${day}/${region}/s3/aws4_request`;
  return {
    credentials,
    day,
    scope,
    credential: percentEncode(`${accessKeyId}/${scope}`),
    token: sessionToken === undefined ? undefined : percentEncode(sessionToken),
    key: createSecretKey(signingKey(secretAccessKey, day, region, 's3')),
  };
}
