import { createHmac, hash } from 'node:crypto';
import type { Credentials } from './cached-credentials.js';
import { dailyScope, type DailyScope } from './daily-scope.js';
import { percentEncode } from './percent-encode.js';

export interface RequestToSign {
  readonly method: 'GET' | 'PUT';
  readonly host: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Names in lower case; all of them are signed, and `host`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Not encoded; names begin in lower case, so that they sort behind `X-Amz-…`. */
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
  private today?: DailyScope;

  constructor(private readonly region: string) {}

  /** The query of the presigned URL, signature included. */
  presign(request: RequestToSign, credentials: Credentials, now: Date, expiresSeconds: number): string {
    if (!(expiresSeconds >= 1 && expiresSeconds <= MAX_EXPIRES_SECONDS))
      throw new RangeError(`a URL cannot live for ${expiresSeconds} s`);
    const time = amzDate(now);
    const { scope, credential, token, key } = this.scopeOf(credentials, time.slice(0, 8));
    const headers = Object.entries({ host: request.host, ...request.headers }).sort(byName);
    const names = headers.map(([name]) => name);
    // In the order that SigV4 sorts them in.
    const query =
      `X-Amz-Algorithm=${ALGORITHM}&X-Amz-Credential=${credential}&X-Amz-Date=${time}&X-Amz-Expires=${expiresSeconds}` +
      `${token === undefined ? '' : `&X-Amz-Security-Token=${token}`}&X-Amz-SignedHeaders=${names.join('%3B')}` +
      encodeQuery(request.query);
    const canonicalHeaders = headers.map(([name, value]) => `${name}:${trimAll(value)}\n`).join('');
    const canonicalRequest = `${request.method}\n${request.path}\n${query}\n${canonicalHeaders}\n${names.join(';')}\nUNSIGNED-PAYLOAD`;
    const signature = createHmac('sha256', key)
      .update(`${ALGORITHM}\n${time}\n${scope}\n${hash('sha256', canonicalRequest)}`)
      .digest('hex');
    return `${query}&X-Amz-Signature=${signature}`;
  }

  private scopeOf(credentials: Credentials, day: string): DailyScope {
    if (this.today?.credentials !== credentials || this.today.day !== day)
      this.today = dailyScope(credentials, day, this.region);
    return this.today;
  }
}

/** `YYYYMMDDTHHMMSSZ` */
const amzDate = (date: Date): string => `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** By code point, as the specification sorts; names are ASCII. */
const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** "Trimall": no spaces around, and one where there were several. Ours have none, so it is looked for first. */
const trimAll = (value: string): string => (/\s/.test(value) ? value.trim().replace(/\s+/g, ' ') : value);

function encodeQuery(query: Readonly<Record<string, string>> = {}): string {
  return Object.entries(query)
    .sort(byName)
    .map(([name, value]) => `&${percentEncode(name)}=${percentEncode(value)}`)
    .join('');
}
