import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPresign, GatewayUnderTest, KEYS } from './a-gateway.js';

interface Attempt {
  readonly key?: string;
  readonly isExhausted?: boolean;
  readonly contentType?: string;
  readonly isTooLarge?: boolean;
  readonly isCutShort?: boolean;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** What can be wrong with a presign, in the order in which the contract says it is answered. */
const FAULTS: readonly (readonly [code: string, status: number, fault: Attempt])[] = [
  ['unauthenticated', 401, { key: 'key-of-nobody' }],
  ['rate-limited', 429, { isExhausted: true }],
  ['unsupported-media-type', 415, { contentType: 'text/plain' }],
  ['body-too-large', 413, { isTooLarge: true }],
  ['malformed-json', 400, { isCutShort: true }],
  ['filename-invalid', 422, { fields: { filename: 'a/b' } }],
  ['policy-unknown', 422, { fields: { policy: 'nope' } }],
  ['media-type-not-allowed', 422, { fields: { contentType: 'image/gif' } }],
  ['size-exceeded', 413, { fields: { size: 1e9 } }],
  ['metadata-invalid', 422, { fields: { metadata: { A: 'x' } } }],
  ['invalid-request', 422, { fields: { surprise: true } }],
];

const PAIRS = FAULTS.flatMap(([code, status, fault], index) =>
  FAULTS.slice(index + 1).map(([lesser, , other]) => ({ code, status, lesser, faults: [fault, other] })),
);

const gateway = new GatewayUnderTest();
const exhausted = new GatewayUnderTest();
beforeAll(async () => {
  await gateway.start();
  await exhausted.start({ rateLimitPerMinute: 1 });
  await exhausted.presign();
});
afterAll(() => Promise.all([gateway.close(), exhausted.close()]));

function attempt(faults: readonly Attempt[]) {
  const { key = KEYS.acme, contentType, ...all }: Attempt = Object.assign({}, ...faults) as Attempt;
  const fields = Object.assign({}, ...faults.map((fault) => fault.fields)) as Record<string, unknown>;
  const json = JSON.stringify(aPresign(fields));
  const text =
    (all.isCutShort === true ? json.slice(0, -1) : json) + ' '.repeat(all.isTooLarge === true ? 65_536 : 0);
  return (all.isExhausted === true ? exhausted : gateway).presign(text, {
    key,
    ...(contentType === undefined ? {} : { headers: { 'content-type': contentType } }),
  });
}

describe('precedence', () => {
  it.each(PAIRS)('answers $code before $lesser', async ({ code, status, faults }) => {
    expect(await attempt(faults)).toMatchObject({ status, json: { status, code } });
  });

  it.each(FAULTS)('answers %s with status %i', async (code, status, fault) => {
    const { json } = await attempt([fault]);
    expect(json).toMatchObject({
      type: `urn:airlock:problem:${code}`,
      title: expect.any(String),
      status,
      code,
    });
  });
});
