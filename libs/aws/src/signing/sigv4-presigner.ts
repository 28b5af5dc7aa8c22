import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from './cached-credentials.js';
import { percentEncode } from './percent-encode.js';
import { SigningKeys } from './signing-key.js';

export interface RequestToSign {
  readonly method: 'GET' | 'PUT';
  readonly host: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Names in lower case; all of them are signed, and `host`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Not encoded. */
  readonly query?: Readonly<Record<string, string>>;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** SigV4 refuses a URL that lives longer. */
const MAX_EXPIRES_SECONDS = 604_800;

/**
 * SigV4 in the query, for S3: AWS, "Authenticating Requests: Using Query Parameters". Nothing is hoisted: a header that
 * wanders into the query is signed, but S3 no longer compares it with what the client sends.
 */
export class SigV4Presigner {
  private readonly keys: SigningKeys;

  constructor(private readonly region: string) {
    this.keys = new SigningKeys(region, 's3');
  }

  /** The query of the presigned URL, signature included. */
  presign(request: RequestToSign, credentials: Credentials, now: Date, expiresSeconds: number): string {
    if (!(expiresSeconds >= 1 && expiresSeconds <= MAX_EXPIRES_SECONDS))
      throw new RangeError(`a URL cannot live for ${expiresSeconds} s`);
    const time = amzDate(now);
    const day = time.slice(0, 8);
    const scope = `${day}/${this.region}/s3/aws4_request`;
    const headers = Object.entries({ host: request.host, ...request.headers }).sort(byName);
    const signedHeaders = headers.map(([name]) => name).join(';');
    const query = canonicalQuery({
      ...request.query,
      'X-Amz-Algorithm': ALGORITHM,
      'X-Amz-Credential': `${credentials.accessKeyId}/${scope}`,
      'X-Amz-Date': time,
      'X-Amz-Expires': String(expiresSeconds),
      'X-Amz-SignedHeaders': signedHeaders,
      ...(credentials.sessionToken === undefined ? {} : { 'X-Amz-Security-Token': credentials.sessionToken }),
    });
    const canonicalHeaders = headers.map(([name, value]) => `${name}:${trimAll(value)}\n`).join('');
    const canonicalRequest = `${request.method}\n${request.path}\n${query}\n${canonicalHeaders}\n${signedHeaders}\nUNSIGNED-PAYLOAD`;
    const hash = createHash('sha256').update(canonicalRequest).digest('hex');
    const signature = createHmac('sha256', this.keys.of(credentials.secretAccessKey, day))
      .update(`${ALGORITHM}\n${time}\n${scope}\n${hash}`)
      .digest('hex');
    return `${query}&X-Amz-Signature=${signature}`;
  }
}

/** `YYYYMMDDTHHMMSSZ` */
const amzDate = (date: Date): string => `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** By code point, as the specification sorts; names are ASCII. */
const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** "Trimall": no spaces around, and one where there were several. */
const trimAll = (value: string): string => value.trim().replace(/\s+/g, ' ');

function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
    .sort(byName)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
