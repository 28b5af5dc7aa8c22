import { ListObjectsV2Command, type ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aBucket, put } from './support/bucket.js';
import { s3 } from './support/cloud.js';

/** In UTF-8 order; U+FF5E comes before an emoji there, but not in UTF-16. */
const KEYS = [
  'a',
  'incoming/A',
  'incoming/a b',
  'incoming/a+b',
  'incoming/z',
  'incoming/é',
  'incoming/～',
  'incoming/😀',
  'z',
];
const INCOMING = KEYS.slice(1, -1);

describe('listing', () => {
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await aBucket();
    for (const key of KEYS.toReversed()) await put(Bucket, key);
  });
  const list = async (options: Partial<ListObjectsV2CommandInput>) => {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, ...options }));
    return { ...page, keys: (page.Contents ?? []).map(({ Key }) => Key) };
  };

  it('is in UTF-8 order', async () => {
    expect((await list({})).keys).toEqual(KEYS);
  });

  it('keeps to a prefix', async () => {
    expect((await list({ Prefix: 'incoming/' })).keys).toEqual(INCOMING);
  });

  it('starts after a key, whether it is there or not', async () => {
    expect((await list({ StartAfter: 'incoming/a b' })).keys).toEqual(KEYS.slice(3));
    expect((await list({ StartAfter: 'incoming/b' })).keys).toEqual(KEYS.slice(4));
  });

  it('goes on where a page ended', async () => {
    const keys: unknown[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await list({ Prefix: 'incoming/', MaxKeys: 3, ContinuationToken });
      expect(page.KeyCount).toBeLessThanOrEqual(3);
      keys.push(...page.keys);
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(keys).toEqual(INCOMING);
  });

  it('says on the last page that it is the last', async () => {
    expect(await list({ MaxKeys: KEYS.length })).toMatchObject({ IsTruncated: false, KeyCount: KEYS.length });
    expect(await list({ MaxKeys: KEYS.length - 1 })).toMatchObject({ IsTruncated: true });
  });

  it('encodes keys when asked to', async () => {
    const { keys } = await list({ Prefix: 'incoming/é', EncodingType: 'url' });
    expect(keys).toEqual(['incoming/%C3%A9']);
  });

  it('describes each object', async () => {
    const { Contents } = await list({ Prefix: 'z' });
    expect(Contents).toMatchObject([{ Key: 'z', Size: 5, ETag: '"4b3a6218bb3e3a7303e8a171a60fcf92"' }]);
    expect(Contents?.[0]?.LastModified?.getTime()).toBeGreaterThan(Date.now() - 600_000);
  });

  it('is empty where nothing is', async () => {
    expect(await list({ Prefix: 'nothing/' })).toMatchObject({ KeyCount: 0, keys: [] });
  });
});
