import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

/** The upload ids that stand under each prefix of the bucket. */
export interface Census {
  readonly incoming: ReadonlySet<string>;
  readonly verdicts: ReadonlySet<string>;
  readonly clean: ReadonlySet<string>;
}

/** Reads the whole bucket, page by page. */
export async function census(s3: S3Client, bucket: string): Promise<Census> {
  const idsOf = (prefix: string) => idsUnder(s3, bucket, prefix);
  const [incoming, verdicts, clean] = await Promise.all([
    idsOf('incoming/'),
    idsOf('verdicts/'),
    idsOf('clean/'),
  ]);
  return { incoming, verdicts, clean };
}

async function idsUnder(s3: S3Client, Bucket: string, Prefix: string): Promise<Set<string>> {
  const ids = new Set<string>();
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
    for (const { Key = '' } of page.Contents ?? []) ids.add(Key.replace(/^.*\//, '').replace(/\.json$/, ''));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return ids;
}
