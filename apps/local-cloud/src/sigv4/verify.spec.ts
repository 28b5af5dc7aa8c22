import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parseRequestTarget } from '../http/request-target.js';
import type { SignableRequest } from './canonical-request.js';
import type { RefusalReason } from './signature-refusal.js';
import { findAuthorization, verifySignature, type Trust } from './verify.js';

/*
 * The examples of the S3 API reference: "Authenticating requests", header and query. They are this file's only
 * source of truth: nothing of ours computes an expected signature.
 */
const TRUST: Trust = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
  now: () => new Date('2013-05-24T00:10:00Z'),
};
const EMPTY = createHash('sha256').digest('hex');
const WELCOME = createHash('sha256').update('Welcome to Amazon S3.').digest('hex');
const HOST = 'examplebucket.s3.amazonaws.com';

interface Example {
  readonly method?: string;
  readonly target: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly headers?: Record<string, string>;
  readonly payloadHash?: string;
}

const EXAMPLES: Record<string, Example> = {
  'GET object': {
    target: '/test.txt',
    headers: { range: 'bytes=0-9' },
    signedHeaders: 'host;range;x-amz-content-sha256;x-amz-date',
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  'PUT object': {
    method: 'PUT',
    target: '/test%24file.text',
    headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    payloadHash: WELCOME,
    signedHeaders: 'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  },
  'GET bucket lifecycle': {
    target: '/?lifecycle',
    signedHeaders: 'host;x-amz-content-sha256;x-amz-date',
    signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  },
  'GET bucket': {
    target: '/?max-keys=2&prefix=J',
    signedHeaders: 'host;x-amz-content-sha256;x-amz-date',
    signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  },
};

function requestOf({
  method = 'GET',
  target,
  headers,
  payloadHash = EMPTY,
  ...example
}: Example): SignableRequest {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, ' +
    `SignedHeaders=${example.signedHeaders}, Signature=${example.signature}`;
  return {
    method,
    ...(parseRequestTarget(target) ?? { path: '', query: [] }),
    headers: {
      host: HOST,
      'x-amz-content-sha256': payloadHash,
      'x-amz-date': '20130524T000000Z',
      authorization,
      ...headers,
    },
  };
}

const PRESIGNED =
  '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256' +
  '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
  '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
  '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';

const presigned = (target = PRESIGNED): SignableRequest => ({
  method: 'GET',
  ...(parseRequestTarget(target) ?? { path: '', query: [] }),
  headers: { host: HOST },
});

const verify = (
  request: SignableRequest,
  {
    payloadHash = EMPTY,
    service = 's3',
    ...trust
  }: Partial<Trust> & { payloadHash?: string; service?: string } = {},
) => verifySignature(request, findAuthorization(request), service, payloadHash, { ...TRUST, ...trust });

const at = (time: string) => ({ now: () => new Date(time) });

const withReason = (reason: RefusalReason) => expect.objectContaining({ name: 'SignatureRefusal', reason });

describe('a signature in the header', () => {
  it.each(Object.entries(EXAMPLES))('is verified: %s', (_, example) => {
    expect(() => verify(requestOf(example), example)).not.toThrow();
  });

  const [example] = Object.values(EXAMPLES) as [Example];
  const changed = (headers: Record<string, string>): SignableRequest => {
    const request = requestOf(example);
    return { ...request, headers: { ...request.headers, ...headers } };
  };

  it.each([
    ['another method', { ...requestOf(example), method: 'HEAD' }],
    ['another path', { ...requestOf(example), path: '/other.txt' }],
    ['another query', { ...requestOf(example), query: [['acl', '']] as const }],
    ['another signed header', changed({ range: 'bytes=0-10' })],
    ['another host', changed({ host: 'example.com' })],
  ])('does not hold for %s', (_, request) => {
    expect(() => verify(request)).toThrow(withReason('wrong-signature'));
  });

  it('does not hold for another body', () => {
    expect(() => verify(requestOf(example), { payloadHash: WELCOME })).toThrow(withReason('wrong-signature'));
  });

  it('does not hold for another secret', () => {
    expect(() => verify(requestOf(example), { secretAccessKey: 'guess' })).toThrow(
      withReason('wrong-signature'),
    );
  });

  it('is worth nothing in another region or service', () => {
    expect(() => verify(requestOf(example), { region: 'eu-west-1' })).toThrow(withReason('wrong-scope'));
    expect(() => verify(requestOf(example), { service: 'sqs' })).toThrow(withReason('wrong-scope'));
  });

  it('is refused for a key that nobody knows', () => {
    expect(() => verify(requestOf(example), { accessKeyId: 'AKIAOTHER' })).toThrow(
      withReason('unknown-access-key'),
    );
  });

  it.each(['2013-05-24T00:15:00Z', '2013-05-23T23:45:00Z'])('holds within 15 minutes: %s', (time) => {
    expect(() => verify(requestOf(example), at(time))).not.toThrow();
  });

  it.each(['2013-05-24T00:15:01Z', '2013-05-23T23:44:59Z'])('does not hold outside of them: %s', (time) => {
    expect(() => verify(requestOf(example), at(time))).toThrow(withReason('clock-skewed'));
  });

  it('must cover the host', () => {
    const authorization = changed({}).headers.authorization?.replace('host;', '') ?? '';
    expect(() => verify(changed({ authorization }))).toThrow(withReason('unsigned-header'));
  });

  it.each([
    'Bearer token',
    'AWS4-HMAC-SHA256',
    'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0',
  ])('is refused when it is none: %s', (authorization) => {
    expect(() => verify(changed({ authorization }))).toThrow(withReason('malformed-header'));
  });
});

describe('a signature in the query', () => {
  const verifyPresigned = (target?: string, time = '2013-05-24T12:00:00Z') =>
    verify(presigned(target), { payloadHash: 'UNSIGNED-PAYLOAD', ...at(time) });

  it('is verified', () => {
    expect(() => verifyPresigned()).not.toThrow();
  });

  it('holds for as long as it says', () => {
    expect(() => verifyPresigned(PRESIGNED, '2013-05-25T00:00:00Z')).not.toThrow();
    expect(() => verifyPresigned(PRESIGNED, '2013-05-25T00:00:01Z')).toThrow(withReason('expired'));
  });

  it('does not hold before it was made', () => {
    expect(() => verifyPresigned(PRESIGNED, '2013-05-23T23:44:59Z')).toThrow(withReason('not-yet-valid'));
  });

  it('cannot be made to hold longer', () => {
    expect(() => verifyPresigned(PRESIGNED.replace('86400', '604800'))).toThrow(
      withReason('wrong-signature'),
    );
  });

  it.each(['604801', '-1', '1.5', ''])('cannot hold for %s seconds', (seconds) => {
    const target = PRESIGNED.replace('Expires=86400', `Expires=${seconds}`);
    expect(() => verifyPresigned(target)).toThrow(withReason('malformed-query'));
  });

  it('is refused next to one in the header', () => {
    const request = presigned();
    const both = { ...request, headers: { ...request.headers, authorization: 'Bearer token' } };
    expect(() => verify(both)).toThrow(withReason('two-authorizations'));
  });
});

it('a request without any signature is anonymous', () => {
  expect(() => verify({ method: 'GET', path: '/', query: [], headers: { host: HOST } })).toThrow(
    withReason('anonymous'),
  );
});
