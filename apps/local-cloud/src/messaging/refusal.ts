import { randomUUID } from 'node:crypto';
import type { Answer } from '../http/answer.js';
import type { RefusalReason, SignatureRefusal } from '../sigv4/signature-refusal.js';

/** The two protocols' words: AWS JSON 1.0 (SQS) and AWS Query (SNS). */
const CODES = {
  anonymous: ['MissingAuthenticationTokenException', 'MissingAuthenticationToken'],
  'two-authorizations': ['IncompleteSignatureException', 'IncompleteSignature'],
  'malformed-header': ['IncompleteSignatureException', 'IncompleteSignature'],
  'malformed-query': ['IncompleteSignatureException', 'IncompleteSignature'],
  'wrong-scope': ['InvalidSignatureException', 'SignatureDoesNotMatch'],
  'unknown-access-key': ['UnrecognizedClientException', 'InvalidClientTokenId'],
  'clock-skewed': ['InvalidSignatureException', 'SignatureDoesNotMatch'],
  'not-yet-valid': ['InvalidSignatureException', 'SignatureDoesNotMatch'],
  expired: ['InvalidSignatureException', 'SignatureDoesNotMatch'],
  'unsigned-header': ['InvalidSignatureException', 'SignatureDoesNotMatch'],
  'wrong-signature': ['InvalidSignatureException', 'SignatureDoesNotMatch'],
} as const satisfies Record<RefusalReason, readonly [sqs: string, sns: string]>;

export function renderRefusal({ reason, message }: SignatureRefusal, service: 'sqs' | 'sns'): Answer {
  const [sqsCode, snsCode] = CODES[reason];
  if (service === 'sqs') {
    return json(403, `com.amazon.coral.service#${sqsCode}`, message);
  }
  return {
    status: 403,
    headers: { 'content-type': 'text/xml' },
    body:
      '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">' +
      `<Error><Type>Sender</Type><Code>${snsCode}</Code><Message>${message}</Message></Error>` +
      `<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  };
}

/** An SQS error that fauxqs does not raise by itself. */
export const renderFault = (code: string, message: string): Answer =>
  json(400, `com.amazonaws.sqs#${code}`, message);

const json = (status: number, __type: string, message: string): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type, message }),
});
