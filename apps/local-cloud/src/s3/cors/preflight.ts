import type { Answer } from '../../http/answer.js';
import type { Headers } from '../../http/headers.js';
import type { Bucket } from '../objects/bucket.js';
import { S3Error } from '../s3-error.js';
import { corsHeaders } from './cors-headers.js';
import { matchingRule } from './cors-rule.js';

/** OPTIONS: a browser asks, without credentials, whether it may send what a page wants to send. */
export function preflight(bucket: Bucket | undefined, headers: Headers): Answer {
  const { origin, 'access-control-request-method': method } = headers;
  if (origin === undefined)
    throw new S3Error('InvalidRequest', 'Insufficient information. Origin request header needed.');
  if (method === undefined)
    throw new S3Error('InvalidRequest', 'Invalid Access-Control-Request-Method: null');
  const requested = (headers['access-control-request-headers'] ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const rules = bucket?.corsRules ?? [];
  if (rules.length === 0)
    throw new S3Error('AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.');
  const rule = matchingRule(rules, { origin, method, headers: requested });
  if (rule === undefined) throw new S3Error('AccessForbidden');
  return {
    status: 200,
    headers: {
      ...corsHeaders(rule, origin),
      ...(requested.length > 0 ? { 'access-control-allow-headers': requested.join(', ') } : {}),
    },
  };
}
