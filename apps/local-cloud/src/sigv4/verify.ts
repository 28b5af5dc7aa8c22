import { timingSafeEqual } from 'node:crypto';
import { parseAuthorizationHeader } from './authorization-header.js';
import type { Authorization } from './authorization.js';
import { canonicalRequest, type SignableRequest } from './canonical-request.js';
import { parsePresignedQuery } from './presigned-query.js';
import { SignatureRefusal } from './signature-refusal.js';
import { signatureOf } from './signature.js';

/** Both AWS's request authentication and its clients give clocks this much. */
const MAX_CLOCK_SKEW_MS = 15 * 60_000;

/** Who may call, and where: one account, one region. */
export interface Trust {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly now: () => Date;
}

export type Signer = Authorization & { readonly isPresigned: boolean };

/** Finds the signature in header or query; throws SignatureRefusal when there is none, or two. */
export function findAuthorization({ headers, query }: SignableRequest): Signer {
  const isPresigned = query.some(([name]) => name === 'X-Amz-Algorithm' || name === 'X-Amz-Signature');
  if (headers.authorization === undefined) {
    if (!isPresigned) throw new SignatureRefusal('anonymous', 'Access Denied');
    return { ...parsePresignedQuery(query), isPresigned };
  }
  if (isPresigned) {
    throw new SignatureRefusal('two-authorizations', 'Only one auth mechanism allowed; remove one.');
  }
  return { ...parseAuthorizationHeader(headers), isPresigned };
}

/** Throws SignatureRefusal unless the request is what a holder of the secret signed, recently enough, for this service and region. */
export function verifySignature(
  request: SignableRequest,
  signer: Signer,
  service: string,
  payloadHash: string,
  trust: Trust,
): void {
  const { scope, signedHeaders, signature, timestamp } = signer;
  if (scope.region !== trust.region || scope.service !== service || !timestamp.startsWith(scope.date)) {
    const expected = `${timestamp.slice(0, 8)}/${trust.region}/${service}/aws4_request`;
    throw new SignatureRefusal('wrong-scope', `The credential scope is wrong; expecting '${expected}'.`);
  }
  if (signer.accessKeyId !== trust.accessKeyId) {
    throw new SignatureRefusal(
      'unknown-access-key',
      'The AWS Access Key Id you provided does not exist in our records.',
    );
  }
  if (!signedHeaders.includes('host'))
    throw new SignatureRefusal('unsigned-header', 'The host header must be signed.');
  const canonical = canonicalRequest(request, signedHeaders, payloadHash);
  if (!isSame(signature, signatureOf(canonical, trust.secretAccessKey, scope, timestamp))) {
    throw new SignatureRefusal(
      'wrong-signature',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
  refuseUntimely(signer, trust.now());
}

function refuseUntimely({ signedAt, expiresSeconds }: Signer, now: Date): void {
  const ageMs = now.getTime() - signedAt.getTime();
  if (expiresSeconds === undefined) {
    if (Math.abs(ageMs) > MAX_CLOCK_SKEW_MS) {
      throw new SignatureRefusal(
        'clock-skewed',
        'The difference between the request time and the current time is too large.',
      );
    }
    return;
  }
  if (ageMs < -MAX_CLOCK_SKEW_MS) throw new SignatureRefusal('not-yet-valid', 'Request is not yet valid');
  if (ageMs > expiresSeconds * 1000) throw new SignatureRefusal('expired', 'Request has expired');
}

function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
