import { PutBucketCorsCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aBucket } from './support/bucket.js';
import { CLOUD_ENDPOINT, s3 } from './support/cloud.js';
import { knownDifference } from './support/known-difference.js';
import { presign } from './support/presign.js';
import { send } from './support/send.js';

const ORIGIN = 'https://app.example.com';

describe('CORS', () => {
  let bucket: string;
  beforeAll(async () => {
    bucket = await aBucket();
    const rule = {
      AllowedOrigins: [ORIGIN, 'https://*.example.org'],
      AllowedMethods: ['PUT'],
      AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-meta-*'],
      ExposeHeaders: ['ETag'],
      MaxAgeSeconds: 600,
    };
    await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: [rule] } }));
  });

  const preflight = ({ origin = ORIGIN, method = 'PUT', headers = '', to = bucket }) =>
    send({
      method: 'OPTIONS',
      url: `${CLOUD_ENDPOINT}/${to}/incoming/key`,
      headers: {
        origin,
        'access-control-request-method': method,
        ...(headers === '' ? {} : { 'access-control-request-headers': headers }),
      },
    });

  it('allows what a rule allows', async () => {
    const answer = await preflight({ headers: 'content-type,if-none-match' });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'PUT',
      'access-control-max-age': '600',
    });
    expect(answer.headers['access-control-allow-headers']?.split(/, */)).toEqual([
      'content-type',
      'if-none-match',
    ]);
  });

  knownDifference(
    'localstack',
    'no wildcards in header names',
    'allows a header that fits a wildcard',
    async () => {
      expect((await preflight({ headers: 'x-amz-meta-policy' })).status).toBe(200);
    },
  );

  it('allows an origin that fits a wildcard', async () => {
    expect((await preflight({ origin: 'https://a.example.org' })).status).toBe(200);
  });

  it.each([
    ['another origin', { origin: 'https://evil.example.com' }],
    ['another method', { method: 'DELETE' }],
    ['another header', { headers: 'content-type,authorization' }],
  ])('forbids %s', async (_, request) => {
    expect(await preflight(request)).toMatchObject({ status: 403, code: 'AccessForbidden' });
  });

  it('forbids everything where no rules are', async () => {
    expect(await preflight({ to: await aBucket() })).toMatchObject({ status: 403, code: 'AccessForbidden' });
  });

  it('shows the answer and the exposed headers to the origin', async () => {
    const grant = await presign({ method: 'PUT', bucket, key: 'incoming/key' });
    const { headers } = await send({ ...grant, headers: { origin: ORIGIN }, body: 'bytes' });
    expect(headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-expose-headers': 'ETag',
    });
  });

  it('shows nothing to another origin', async () => {
    const grant = await presign({ method: 'PUT', bucket, key: 'incoming/key' });
    const answer = await send({ ...grant, headers: { origin: 'https://evil.example.com' }, body: 'bytes' });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });
});
