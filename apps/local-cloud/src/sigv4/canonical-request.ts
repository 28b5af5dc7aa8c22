import type { Headers } from '../http/headers.js';
import type { Query } from '../http/request-target.js';
import { encodePath, encodeUri } from '../http/uri.js';

export interface SignableRequest {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  readonly query: Query;
  readonly headers: Headers;
}

/**
 * "Create a canonical request", as S3 does it: the path is encoded once and not normalised. A header that is signed
 * but absent is canonical as an empty value, so that its absence shows in the signature.
 */
export function canonicalRequest(
  { method, path, query, headers }: SignableRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  const canonicalQuery = query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeUri(name), encodeUri(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join('='))
    .join('&');
  const canonicalHeaders = signedHeaders.map(
    (name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`,
  );
  return [
    method,
    encodePath(path),
    canonicalQuery,
    canonicalHeaders.join(''),
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

/** By code point: both sides are ASCII already. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
