import { createHash } from 'node:crypto';
import { DeleteObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aBucket, isPresent } from './support/bucket.js';
import { s3 } from './support/cloud.js';
import { knownDifference } from './support/known-difference.js';
import { presign, type Presigning } from './support/presign.js';
import { send } from './support/send.js';

const BODY = 'twelve bytes';
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

describe('a presigned PUT', () => {
  let bucket: string;
  let keys = 0;
  beforeAll(async () => {
    bucket = await aBucket();
  });

  /** Everything that Airlock signs. */
  const aGrant = (changes: Partial<Presigning> = {}, headers: Record<string, string> = {}) =>
    presign({
      method: 'PUT',
      bucket,
      key: `incoming/acme/${(keys += 1)}`,
      headers: {
        'content-length': String(BODY.length),
        'content-type': 'text/plain',
        'if-none-match': '*',
        'x-amz-meta-policy': 'documents',
        ...headers,
      },
      ...changes,
    });

  it('stores what was signed', async () => {
    expect(await send({ ...(await aGrant({ key: 'stored' })), body: BODY })).toMatchObject({ status: 200 });
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'stored' }));
    expect(head).toMatchObject({
      ContentLength: 12,
      ContentType: 'text/plain',
      Metadata: { policy: 'documents' },
    });
  });

  it('refuses a body of another length', async () => {
    const grant = await aGrant({ key: 'longer' });
    const answer = await send({
      ...grant,
      headers: { ...grant.headers, 'content-length': '13' },
      body: `${BODY}!`,
    });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(await isPresent(bucket, 'longer')).toBe(false);
  });

  it('refuses another content type', async () => {
    const grant = await aGrant();
    const answer = await send({
      ...grant,
      headers: { ...grant.headers, 'content-type': 'text/html' },
      body: BODY,
    });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('takes any content type when none was signed', async () => {
    const grant = await presign({ method: 'PUT', bucket, key: 'untyped' });
    const answer = await send({
      ...grant,
      headers: { ...grant.headers, 'content-type': 'text/html' },
      body: BODY,
    });
    expect(answer.status).toBe(200);
  });

  it('refuses other metadata', async () => {
    const grant = await aGrant();
    const answer = await send({
      ...grant,
      headers: { ...grant.headers, 'x-amz-meta-policy': 'anything' },
      body: BODY,
    });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it.each(['if-none-match', 'x-amz-meta-policy', 'content-type'])(
    'refuses a request without its signed %s',
    async (name) => {
      const grant = await aGrant();
      const { [name]: _omitted, ...headers } = grant.headers;
      expect(await send({ ...grant, headers, body: BODY })).toMatchObject({
        status: 403,
        code: 'SignatureDoesNotMatch',
      });
    },
  );

  it.each(['x-amz-meta-extra', 'x-amz-acl', 'x-amz-tagging', 'x-amz-storage-class'])(
    'refuses an unsigned %s',
    async (name) => {
      const grant = await aGrant();
      const answer = await send({
        ...grant,
        headers: { ...grant.headers, [name]: 'public-read' },
        body: BODY,
      });
      expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
    },
  );

  it('refuses another key', async () => {
    const grant = await aGrant({ key: 'incoming/acme/mine' });
    const answer = await send({ ...grant, url: grant.url.replace('acme/mine', 'acme/yours'), body: BODY });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('refuses another method', async () => {
    const answer = await send({ ...(await aGrant()), method: 'DELETE', body: BODY });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('refuses a tampered signature', async () => {
    const grant = await aGrant();
    const url = grant.url.replace(
      /(X-Amz-Signature=)(.)/,
      (_, name: string, digit: string) => name + (digit === '0' ? '1' : '0'),
    );
    expect(await send({ ...grant, url, body: BODY })).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
  });

  it('refuses a longer validity than was signed', async () => {
    const grant = await aGrant();
    const url = grant.url.replace('X-Amz-Expires=300', 'X-Amz-Expires=3000');
    expect(await send({ ...grant, url, body: BODY })).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
  });

  it('refuses a secret that is not its key’s', async () => {
    const grant = await aGrant({ credentials: { accessKeyId: 'test', secretAccessKey: 'guess' } });
    expect(await send({ ...grant, body: BODY })).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
  });

  it('has expired when its time is over', async () => {
    const grant = await aGrant({ at: new Date(Date.now() - 120_000), expiresSeconds: 60 });
    expect(await send({ ...grant, body: BODY })).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it('writes once while the object is there', async () => {
    const grant = await aGrant({ key: 'once' });
    await send({ ...grant, body: BODY });
    expect(await send({ ...grant, body: BODY })).toMatchObject({ status: 412, code: 'PreconditionFailed' });
  });

  it('writes again after the object was deleted', async () => {
    const grant = await aGrant({ key: 'again' });
    await send({ ...grant, body: BODY });
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'again' }));
    expect(await send({ ...grant, body: BODY })).toMatchObject({ status: 200 });
  });

  it('takes bytes that agree with the signed checksum', async () => {
    const grant = await aGrant({}, { 'x-amz-checksum-sha256': sha256(BODY) });
    expect(await send({ ...grant, body: BODY })).toMatchObject({ status: 200 });
  });

  it('refuses bytes that do not agree with the signed checksum', async () => {
    const grant = await aGrant({ key: 'other-bytes' }, { 'x-amz-checksum-sha256': sha256(BODY) });
    expect(await send({ ...grant, body: 'other bytes!' })).toMatchObject({ status: 400, code: 'BadDigest' });
    expect(await isPresent(bucket, 'other-bytes')).toBe(false);
  });

  it('takes any bytes when the checksum went into the query', async () => {
    const hoisted = ['x-amz-checksum-sha256'];
    const grant = await aGrant({ hoisted }, { 'x-amz-checksum-sha256': sha256('other bytes!') });
    expect(grant.url).toMatch(/x-amz-checksum-sha256=/);
    expect(await send({ ...grant, body: BODY })).toMatchObject({ status: 200 });
  });

  it('stores metadata that went into the query', async () => {
    const grant = await aGrant({ key: 'hoisted', hoisted: ['x-amz-meta-policy'] });
    await send({ ...grant, body: BODY });
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'hoisted' }));
    expect(head.Metadata).toEqual({ policy: 'documents' });
  });

  knownDifference('localstack', 'no upper limit', 'is refused when signed for more than a week', async () => {
    const grant = await presign({ method: 'PUT', bucket, key: 'forever', expiresSeconds: 604_800 });
    const url = grant.url.replace('X-Amz-Expires=604800', 'X-Amz-Expires=604801');
    expect(await send({ ...grant, url, body: BODY })).toMatchObject({
      status: 400,
      code: 'AuthorizationQueryParametersError',
    });
  });

  knownDifference('localstack', 'any access key is known', 'refuses an unknown access key', async () => {
    const grant = await aGrant({ credentials: { accessKeyId: 'nobody', secretAccessKey: 'test' } });
    expect(await send({ ...grant, body: BODY })).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
  });

  knownDifference('localstack', 'looks at the query only', 'refuses a second authorization', async () => {
    const grant = await aGrant();
    const headers = { ...grant.headers, authorization: 'Bearer token' };
    expect(await send({ ...grant, headers, body: BODY })).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
    });
  });
});

describe('a presigned GET', () => {
  let bucket: string;
  beforeAll(async () => {
    bucket = await aBucket();
    await send({ ...(await presign({ method: 'PUT', bucket, key: 'clean/report' })), body: BODY });
  });

  const disposition = 'attachment; filename="a b.pdf"; filename*=UTF-8\'\'%C3%A4.pdf';
  const aGrant = () =>
    presign({
      method: 'GET',
      bucket,
      key: 'clean/report',
      query: { 'response-content-disposition': disposition },
    });

  it('answers with the content disposition that was signed', async () => {
    const answer = await send(await aGrant());
    expect(answer).toMatchObject({
      status: 200,
      body: BODY,
      headers: { 'content-disposition': disposition },
    });
  });

  it('refuses another content disposition', async () => {
    const grant = await aGrant();
    const answer = await send({ ...grant, url: grant.url.replace('attachment', 'inline') });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('answers a range of it', async () => {
    const answer = await send({ ...(await aGrant()), headers: { range: 'bytes=7-' } });
    expect(answer).toMatchObject({ status: 206, body: 'bytes' });
  });
});
