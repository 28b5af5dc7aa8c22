import { describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from './cached-credentials.js';
import { encodeKey } from './percent-encode.js';
import { SigV4Presigner, type RequestToSign } from './sigv4-presigner.js';
import { signingKey } from './signing-key.js';

describe('signingKey', () => {
  it('derives the key of the AWS documentation', () => {
    const key = signingKey('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', '20150830', 'us-east-1', 'iam');
    expect(key.toString('hex')).toBe('c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9');
  });
});

describe('SigV4Presigner', () => {
  const EXAMPLE: Credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };

  it('gives the signature of the S3 documentation', () => {
    const request = { method: 'GET', host: 'examplebucket.s3.amazonaws.com', path: '/test.txt' } as const;
    const query = new SigV4Presigner('us-east-1').presign(
      request,
      EXAMPLE,
      new Date('2013-05-24T00:00:00Z'),
      86_400,
    );
    expect(query).toBe(
      'X-Amz-Algorithm=AWS4-HMAC-SHA256' +
        '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
        '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
        '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
  });

  it.each([
    ['the day', { ...EXAMPLE }, '2013-05-25T00:00:00Z'],
    ['the credentials', { ...EXAMPLE, secretAccessKey: 'another' }, '2013-05-24T00:00:00Z'],
  ])('derives a new key with %s', (_, credentials, time) => {
    const request = { method: 'GET', host: 'h', path: '/' } as const;
    const used = new SigV4Presigner('us-east-1');
    used.presign(request, EXAMPLE, new Date('2013-05-24T00:00:00Z'), 60);
    const sign = (signer: SigV4Presigner): string => signer.presign(request, credentials, new Date(time), 60);
    expect(sign(used)).toBe(sign(new SigV4Presigner('us-east-1')));
  });

  it.each([0, -1, 604_801, Number.NaN])('refuses to sign for %d s', (expiresSeconds) => {
    const request = { method: 'GET', host: 'h', path: '/' } as const;
    expect(() =>
      new SigV4Presigner('us-east-1').presign(request, EXAMPLE, new Date(0), expiresSeconds),
    ).toThrow(RangeError);
  });

  it('signs what the SDK signs', async () => {
    await fc.assert(
      fc.asyncProperty(
        aRequest,
        someCredentials,
        aDate,
        fc.integer({ min: 1, max: 604_800 }),
        async (...given) => {
          const [request, credentials, now, expiresSeconds] = given;
          const ours = new SigV4Presigner('eu-west-1').presign(request, credentials, now, expiresSeconds);
          expect(Object.fromEntries(new URLSearchParams(ours))).toEqual(await sdkQuery(...given));
        },
      ),
    );
  });
});

const headerValue = fc.stringMatching(/^[!-~]([ -~]{0,40}[!-~])?$/);
const aRequest: fc.Arbitrary<RequestToSign> = fc.record({
  method: fc.constantFrom('GET' as const, 'PUT' as const),
  host: fc.constantFrom('airlock.s3.eu-west-1.amazonaws.com', 'localhost:4566', '[::1]:9000'),
  path: fc.string({ unit: 'grapheme', maxLength: 30 }).map((key) => `/airlock/${encodeKey(key)}`),
  headers: fc.dictionary(
    fc.oneof(
      fc.constantFrom('content-type', 'content-length', 'if-none-match', 'x-amz-checksum-sha256'),
      fc.stringMatching(/^x-amz-meta-[a-z0-9-]{1,20}$/),
    ),
    headerValue,
    { noNullPrototype: true },
  ),
  query: fc.dictionary(
    fc.oneof(fc.stringMatching(/^response-[a-z-]{1,20}$/), fc.constantFrom('partNumber', 'uploadId')),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    { noNullPrototype: true },
  ),
});
const someCredentials: fc.Arbitrary<Credentials> = fc.record(
  {
    accessKeyId: fc.stringMatching(/^[A-Z0-9]{16,20}$/),
    secretAccessKey: fc.stringMatching(/^[A-Za-z0-9+/]{40}$/),
    sessionToken: fc.stringMatching(/^[A-Za-z0-9+/=]{10,60}$/),
  },
  { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
);
const aDate = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });

class NodeSha256 {
  private readonly hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Uint8Array);
  }
  update(chunk: Uint8Array): void {
    this.hash.update(chunk);
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
  reset(): void {
    throw new Error('not used');
  }
}

/** The same request through the SDK, told to sign every header, hoist none and leave the payload unsigned. */
async function sdkQuery(
  { method, host, path, headers = {}, query = {} }: RequestToSign,
  credentials: Credentials,
  signingDate: Date,
  expiresIn: number,
): Promise<Record<string, unknown>> {
  const signer = new SignatureV4({
    service: 's3',
    region: 'eu-west-1',
    credentials,
    sha256: NodeSha256,
    uriEscapePath: false,
  });
  const names = Object.keys(headers);
  const signed = await signer.presign(
    {
      method,
      protocol: 'https:',
      hostname: host,
      path,
      query: { ...query },
      headers: { ...headers, host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    },
    {
      signingDate,
      expiresIn,
      signableHeaders: new Set(['host', ...names]),
      unhoistableHeaders: new Set([...names, 'x-amz-content-sha256']),
      unsignableHeaders: new Set(['x-amz-content-sha256']),
    },
  );
  return signed.query ?? {};
}
