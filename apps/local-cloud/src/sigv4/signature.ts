import { createHash, createHmac } from 'node:crypto';
import { ALGORITHM, type Scope } from './authorization.js';

/** The hexadecimal signature of a canonical request: derived key, string to sign, HMAC. */
export function signatureOf(canonical: string, secret: string, scope: Scope, timestamp: string): string {
  const stringToSign = [
    ALGORITHM,
    timestamp,
    `${scope.date}/${scope.region}/${scope.service}/aws4_request`,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  return hmac(signingKey(secret, scope), stringToSign).toString('hex');
}

function signingKey(secret: string, { date, region, service }: Scope): Buffer {
  return [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secret}`, date));
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
