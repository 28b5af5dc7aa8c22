import type { S3Client } from '@aws-sdk/client-s3';

/**
 * AWS, "Verifying bucket ownership with bucket owner condition". Names of buckets are everybody's: one that was mistyped
 * or deleted may be a stranger's, who would get our objects and hand us verdicts. S3 answers 403 then. On every
 * request of the client, so that none can forget it; operations without such a condition ignore it.
 */
export function expectBucketOwner({ middlewareStack }: S3Client, accountId: string): void {
  const owners = { ExpectedBucketOwner: accountId, ExpectedSourceBucketOwner: accountId };
  middlewareStack.add((next) => (args) => next({ ...args, input: { ...args.input, ...owners } }), {
    step: 'initialize',
    name: 'expectBucketOwner',
  });
}
