import type { Headers } from '../http/headers.js';
import { ALGORITHM, parseCredential, parseTimestamp, type Authorization } from './authorization.js';
import { SignatureRefusal } from './signature-refusal.js';

/** `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=a;b, Signature=…`, with the time in `x-amz-date`. */
export function parseAuthorizationHeader(headers: Headers): Authorization {
  const [algorithm, ...rest] = (headers.authorization ?? '').split(' ');
  if (algorithm !== ALGORITHM) throw malformed(`the algorithm must be ${ALGORITHM}`);
  const fields = new Map(
    rest
      .join(' ')
      .split(',')
      .map((field) => field.trim().split('=', 2) as [string, string]),
  );
  const credential = parseCredential(fields.get('Credential') ?? '');
  if (credential === undefined) throw malformed('the Credential is malformed');
  const signedHeaders = fields.get('SignedHeaders');
  const signature = fields.get('Signature');
  if (!signedHeaders || !signature) throw malformed('SignedHeaders and Signature are required');
  const timestamp = headers['x-amz-date'] ?? '';
  const signedAt = parseTimestamp(timestamp);
  if (signedAt === undefined) throw malformed('x-amz-date is required, as YYYYMMDDTHHMMSSZ');
  return { ...credential, signedHeaders: signedHeaders.split(';'), signature, timestamp, signedAt };
}

const malformed = (detail: string) =>
  new SignatureRefusal('malformed-header', `The authorization header is malformed; ${detail}.`);
