/** SigV4's signatures and hashed API keys are 64 hex digits, and nothing else that an app logs is. */
const SIGNED = /X-Amz-(?:Signature|Credential|Security-Token)|AWS4-HMAC-SHA256|Bearer |\b[0-9a-f]{64}\b/i;

/** Tells of a line of a log whether it has something in it that nobody may read there. */
export function leakFinder(secrets: readonly string[]): (line: string) => boolean {
  if (secrets.some((secret) => secret.length < 8))
    throw new RangeError('too short to be told from other text');
  return (line) => SIGNED.test(line) || secrets.some((secret) => line.includes(secret));
}
