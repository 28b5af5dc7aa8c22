import type { Query } from '../http/request-target.js';
import { ALGORITHM, parseCredential, parseTimestamp, type Authorization } from './authorization.js';
import { SignatureRefusal } from './signature-refusal.js';

/** One week: S3 API, "Authenticating requests: using query parameters". */
export const MAX_EXPIRES_SECONDS = 604_800;
const WHOLE_SECONDS = /^\d{1,9}$/;

/** `X-Amz-Algorithm`, `-Credential`, `-Date`, `-Expires`, `-SignedHeaders`, `-Signature`: what a presigned URL carries. */
export function parsePresignedQuery(query: Query): Authorization {
  const parameter = (name: string) => query.find(([found]) => found === name)?.[1] ?? '';
  if (parameter('X-Amz-Algorithm') !== ALGORITHM)
    throw malformed(`X-Amz-Algorithm only supports ${ALGORITHM}`);
  const credential = parseCredential(parameter('X-Amz-Credential'));
  if (credential === undefined) throw malformed('X-Amz-Credential is malformed');
  const timestamp = parameter('X-Amz-Date');
  const signedAt = parseTimestamp(timestamp);
  if (signedAt === undefined) throw malformed('X-Amz-Date must be in the ISO8601 Long Format');
  const signedHeaders = parameter('X-Amz-SignedHeaders');
  const signature = parameter('X-Amz-Signature');
  if (!signedHeaders || !signature) throw malformed('X-Amz-SignedHeaders and X-Amz-Signature are required');
  const expires = parameter('X-Amz-Expires');
  if (!WHOLE_SECONDS.test(expires)) throw malformed('X-Amz-Expires should be a number');
  const expiresSeconds = Number(expires);
  if (expiresSeconds > MAX_EXPIRES_SECONDS) {
    throw malformed(`X-Amz-Expires must be less than a week (in seconds); ${MAX_EXPIRES_SECONDS}`);
  }
  return {
    ...credential,
    signedHeaders: signedHeaders.split(';'),
    signature,
    timestamp,
    signedAt,
    expiresSeconds,
  };
}

const malformed = (detail: string) => new SignatureRefusal('malformed-query', detail);
