import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBucket, outcome, put } from './support/bucket.js';
import { s3 } from './support/cloud.js';
import { knownDifference } from './support/known-difference.js';
import { presign } from './support/presign.js';
import { send } from './support/send.js';

const OWNER = '000000000000';
const PARAMETER = 'x-amz-expected-bucket-owner';

/** Whether a request that expects that owner is done. */
type Ask = (owner: string) => Promise<number | undefined>;

interface Owner {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

describe('a bucket', () => {
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await aBucket();
  });
  beforeEach(() => put(Bucket, 'key'));

  const command =
    (build: (owner: Owner) => unknown): Ask =>
    (ExpectedBucketOwner) =>
      outcome(s3.send(build({ Bucket, ExpectedBucketOwner }) as GetObjectCommand));
  const presigned =
    (method: string): Ask =>
    async (owner) => {
      const grant = await presign({ method, bucket: Bucket, key: 'key', query: { [PARAMETER]: owner } });
      return (await send({ ...grant, ...(method === 'PUT' && { body: 'bytes' }) })).status;
    };
  const requests: readonly (readonly [string, Ask])[] = [
    ['GET', command((owner) => new GetObjectCommand({ Key: 'key', ...owner }))],
    ['HEAD', command((owner) => new HeadObjectCommand({ Key: 'key', ...owner }))],
    ['PUT', command((owner) => new PutObjectCommand({ Key: 'key', Body: 'bytes', ...owner }))],
    ['DELETE', command((owner) => new DeleteObjectCommand({ Key: 'key', ...owner }))],
    [
      'COPY',
      command((owner) => new CopyObjectCommand({ Key: 'b', CopySource: `${owner.Bucket}/key`, ...owner })),
    ],
    ['LIST', command((owner) => new ListObjectsV2Command(owner))],
    ['GET versioning', command((owner) => new GetBucketVersioningCommand(owner))],
    ['a presigned PUT', presigned('PUT')],
    ['a presigned GET', presigned('GET')],
  ];

  it.each(requests)('is open to %s that expects its owner', async (_, ask) => {
    expect(await ask(OWNER)).toBeLessThan(300);
  });

  for (const [name, ask] of requests)
    knownDifference(
      'localstack',
      'looks at the owner in few operations',
      `is closed to ${name} that expects another owner`,
      async () => expect(await ask('111111111111')).toBe(403),
    );

  it('does not let a client change whom a presigned URL expects', async () => {
    const query = { [PARAMETER]: '111111111111' };
    const { url, ...grant } = await presign({ method: 'PUT', bucket: Bucket, key: 'key', query });
    const answer = await send({ ...grant, url: url.replace('111111111111', OWNER), body: 'bytes' });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });
});
