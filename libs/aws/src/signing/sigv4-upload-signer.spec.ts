import { describe, expect, it } from '@jest/globals';
import { anUpload, aDeclaration } from '#testing';
import type { Credentials } from './cached-credentials.js';
import { SigV4UploadSigner } from './sigv4-upload-signer.js';
import { SigningEnvironment } from './signing-environment.js';
import { describeUploadSigner } from './upload-signer.contract.js';

const NOW = new Date('2030-01-01T00:00:00.750Z');

function aSigner(environment: Partial<SigningEnvironment> = {}, credentials: Partial<Credentials> = {}) {
  return SigV4UploadSigner.of(Object.assign(new SigningEnvironment(), environment), async () => ({
    accessKeyId: 'test',
    secretAccessKey: 'test',
    ...credentials,
  }));
}

async function uploadUrl(signer: SigV4UploadSigner): Promise<URL> {
  const { url } = await signer.signUpload(() => anUpload(), aDeclaration(), NOW);
  return new URL(url);
}

describeUploadSigner('SigV4UploadSigner', () => aSigner());

describe('SigV4UploadSigner', () => {
  it('signs every header that the client must send, and the host', async () => {
    const signer = aSigner();
    const declaration = aDeclaration({
      checksumSha256: 'uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=',
      metadata: { order: '5' },
    });
    const { url, headers } = await signer.signUpload(() => anUpload(), declaration, NOW);
    const signed = new URL(url).searchParams.get('X-Amz-SignedHeaders')?.split(';');
    expect(signed).toEqual([...Object.keys(headers), 'host'].sort());
    expect(signed).toEqual(
      expect.arrayContaining(['content-type', 'content-length', 'if-none-match', 'x-amz-checksum-sha256']),
    );
  });

  it('puts nothing into the query but the signature and who has to own the bucket', async () => {
    const { searchParams } = await uploadUrl(aSigner({ AWS_ACCOUNT_ID: '123456789012' }));
    const others = [...searchParams].filter(([name]) => !name.startsWith('X-Amz-'));
    expect(others).toEqual([['x-amz-expected-bucket-owner', '123456789012']]);
  });

  it('lets a download read from the bucket of its owner alone', async () => {
    const { url } = await aSigner().signDownload('clean/a/b', 'a.pdf', NOW);
    expect(new URL(url).searchParams.get('x-amz-expected-bucket-owner')).toBe('000000000000');
  });

  it('starts the life of a URL at the second it is signed in', async () => {
    const { searchParams } = await uploadUrl(aSigner());
    expect(searchParams.get('X-Amz-Date')).toBe('20300101T000000Z');
    expect(searchParams.get('X-Amz-Expires')).toBe('300');
  });

  it.each<[string, Partial<SigningEnvironment>, RegExp]>([
    [
      'the virtual host of the bucket on AWS',
      {},
      /^https:\/\/airlock\.s3\.us-east-1\.amazonaws\.com\/incoming\//,
    ],
    [
      'the domain of its partition',
      { AWS_REGION: 'cn-north-1' },
      /^https:\/\/airlock\.s3\.cn-north-1\.amazonaws\.com\.cn\/incoming\//,
    ],
    [
      'a path when the bucket has a dot',
      { BUCKET: 'air.lock' },
      /^https:\/\/s3\.us-east-1\.amazonaws\.com\/air\.lock\/incoming\//,
    ],
    [
      'a path on an endpoint',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' },
      /^http:\/\/127\.0\.0\.1:4566\/airlock\/incoming\//,
    ],
    [
      'the public endpoint before the internal one',
      { AWS_ENDPOINT_URL: 'http://localstack:4566', S3_PUBLIC_ENDPOINT: 'http://localhost:4566/' },
      /^http:\/\/localhost:4566\/airlock\/incoming\//,
    ],
  ])('signs for %s', async (_, environment, expected) => {
    expect((await uploadUrl(aSigner(environment))).href).toMatch(expected);
  });

  it('never lets a URL outlive its credentials', async () => {
    const expiration = new Date('2030-01-01T00:01:40.900Z');
    const signer = aSigner({}, { sessionToken: 'token', expiration });
    const { expiresAt } = await signer.signUpload(() => anUpload(), aDeclaration(), NOW);
    expect(expiresAt).toEqual(new Date('2030-01-01T00:01:40.000Z'));
    const { searchParams } = await uploadUrl(signer);
    expect(searchParams.get('X-Amz-Expires')).toBe('100');
    expect((await signer.signDownload('clean/a', 'a.pdf', NOW)).expiresAt).toEqual(
      new Date('2030-01-01T00:01:40.000Z'),
    );
  });

  it('carries the token of temporary credentials', async () => {
    const { searchParams } = await uploadUrl(aSigner({}, { sessionToken: 'a+b/c=' }));
    expect(searchParams.get('X-Amz-Security-Token')).toBe('a+b/c=');
  });

  it('gives downloads a life of their own', async () => {
    const signer = aSigner({ DOWNLOAD_URL_TTL_SECONDS: 60 });
    const { url, expiresAt } = await signer.signDownload('clean/acme/x', 'Änderung "1".pdf', NOW);
    expect(expiresAt).toEqual(new Date('2030-01-01T00:01:00.000Z'));
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('60');
    expect(new URL(url).searchParams.get('response-content-disposition')).toBe(
      `attachment; filename="_nderung _1_.pdf"; filename*=UTF-8''%C3%84nderung%20%221%22.pdf`,
    );
  });
});
