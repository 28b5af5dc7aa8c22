import type { Headers } from '../http/headers.js';
import type { Query } from '../http/request-target.js';
import type { SignableRequest } from '../sigv4/canonical-request.js';
import { SignatureRefusal, type RefusalReason } from '../sigv4/signature-refusal.js';
import { findAuthorization, verifySignature, type Signer, type Trust } from '../sigv4/verify.js';
import { S3Error, type S3ErrorCode } from './s3-error.js';

/** S3's words for a signature that does not hold. */
const CODES = {
  anonymous: 'AccessDenied',
  'two-authorizations': 'InvalidArgument',
  'malformed-header': 'AuthorizationHeaderMalformed',
  'malformed-query': 'AuthorizationQueryParametersError',
  'wrong-scope': 'AuthorizationHeaderMalformed',
  'unknown-access-key': 'InvalidAccessKeyId',
  'clock-skewed': 'RequestTimeTooSkewed',
  'not-yet-valid': 'AccessDenied',
  expired: 'AccessDenied',
  'unsigned-header': 'AccessDenied',
  'wrong-signature': 'SignatureDoesNotMatch',
} as const satisfies Record<RefusalReason, S3ErrorCode>;

const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
/** Describes the body and is verified against it; browsers' clients add it to presigned requests. */
const MAY_BE_UNSIGNED = 'x-amz-content-sha256';

/** The headers to act on, once it is proven who sent them. */
export function authenticate(request: SignableRequest, trust: Trust): Headers {
  try {
    const signer = findAuthorization(request);
    verifySignature(request, signer, 's3', payloadHashOf(request, signer), trust);
    refuseUnsignedHeaders(request.headers, signer);
    return signer.isPresigned ? { ...hoistedHeaders(request.query), ...request.headers } : request.headers;
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    throw new S3Error(CODES[error.reason], error.message);
  }
}

function payloadHashOf({ headers, query }: SignableRequest, { isPresigned, signedHeaders }: Signer): string {
  const header = headers['x-amz-content-sha256'];
  if (!isPresigned) {
    if (header === undefined)
      throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
    return header;
  }
  if (header !== undefined && signedHeaders.includes('x-amz-content-sha256')) return header;
  return query.find(([name]) => name === 'X-Amz-Content-Sha256')?.[1] ?? UNSIGNED_PAYLOAD;
}

/** Else whoever holds a URL could add metadata, an ACL or a copy source to what was granted. */
function refuseUnsignedHeaders(headers: Headers, { signedHeaders }: Signer): void {
  const unsigned = Object.keys(headers).filter(
    (name) => name.startsWith('x-amz-') && name !== MAY_BE_UNSIGNED && !signedHeaders.includes(name),
  );
  if (unsigned.length === 0) return;
  throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed', {
    elements: { HeadersNotSigned: unsigned.join(', ') },
  });
}

/**
 * Clients move `x-amz-*` headers into a presigned URL's query, and S3 obeys them there; except checksums, which the
 * SDKs compute over an empty body when they presign, so S3 signs and then ignores them.
 */
function hoistedHeaders(query: Query): Headers {
  const isSigning =
    /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token|content-sha256)$/;
  const isChecksum = /^x-amz-(checksum-|sdk-checksum-)/;
  const pairs = query
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith('x-amz-') && !isSigning.test(name) && !isChecksum.test(name));
  return Object.fromEntries(pairs);
}
