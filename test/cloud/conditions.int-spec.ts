import { once } from 'node:events';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aBucket, isPresent, outcome, put } from './support/bucket.js';
import { s3 } from './support/cloud.js';
import { knownDifference } from './support/known-difference.js';
import { presign } from './support/presign.js';
import { answerTo, begin } from './support/send.js';

const OTHER_ETAG = '"00000000000000000000000000000000"';

describe('conditions', () => {
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await aBucket();
  });

  /** A conditional PUT that the cloud has begun to serve and that waits for its body. */
  const aSlowCreation = async (key: string) => {
    const headers = { 'if-none-match': '*', 'content-length': '4' };
    const grant = await presign({ method: 'PUT', bucket: Bucket, key, headers });
    const sent = begin({ ...grant, headers: { ...grant.headers, expect: '100-continue' } }, 4);
    sent.flushHeaders();
    await once(sent, 'continue');
    return {
      finish: async () => {
        sent.end('slow');
        return answerTo(sent);
      },
    };
  };

  describe('on PUT', () => {
    const create = (Key: string) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body: 'new', IfNoneMatch: '*' }));
    const replace = (Key: string, IfMatch: string) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body: 'replaced', IfMatch }));

    it('creates what is absent', async () => {
      expect(await outcome(create('absent'))).toBe(200);
    });

    it('does not create what is present', async () => {
      const ETag = await put(Bucket, 'present');
      expect(await outcome(create('present'))).toBe(412);
      expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'present' }))).toMatchObject({ ETag });
    });

    it('lets exactly one of several creators win', async () => {
      const statuses = await Promise.all(Array.from({ length: 6 }, () => outcome(create('contested'))));
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status !== 200 && status !== 412 && status !== 409)).toEqual([]);
    });

    it('refuses a creation that began first and is overtaken', async () => {
      const slow = await aSlowCreation('overtaken');
      const ETag = await put(Bucket, 'overtaken', 'fast');
      const { status } = await slow.finish();
      expect([409, 412]).toContain(status);
      expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'overtaken' }))).toMatchObject({ ETag });
    });

    knownDifference(
      'localstack',
      'answers 200',
      'calls it a conflict when the object was deleted during a creation',
      async () => {
        const slow = await aSlowCreation('flickering');
        await put(Bucket, 'flickering');
        await s3.send(new DeleteObjectCommand({ Bucket, Key: 'flickering' }));
        expect(await slow.finish()).toMatchObject({ status: 409, code: 'ConditionalRequestConflict' });
      },
    );

    it('replaces the object that was named', async () => {
      const ETag = await put(Bucket, 'replaced');
      expect(await outcome(replace('replaced', ETag))).toBe(200);
    });

    it('does not replace another object', async () => {
      await put(Bucket, 'changed');
      expect(await outcome(replace('changed', OTHER_ETAG))).toBe(412);
    });

    it('does not replace what is absent', async () => {
      expect(await outcome(replace('never-there', OTHER_ETAG))).toBe(404);
    });
  });

  describe('on copies', () => {
    const copy = (Key: string, conditions: { CopySourceIfMatch?: string; IfNoneMatch?: string }) =>
      s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/source`, ...conditions }));
    let etag: string;
    beforeAll(async () => {
      etag = await put(Bucket, 'source');
    });

    it('copies the source that was named', async () => {
      expect(await outcome(copy('copied', { CopySourceIfMatch: etag, IfNoneMatch: '*' }))).toBe(200);
    });

    it('does not copy another source', async () => {
      expect(await outcome(copy('not-copied', { CopySourceIfMatch: OTHER_ETAG }))).toBe(412);
      expect(await isPresent(Bucket, 'not-copied')).toBe(false);
    });

    it('tells an absent source from a changed one', async () => {
      const sent = s3.send(
        new CopyObjectCommand({ Bucket, Key: 'x', CopySource: `${Bucket}/gone`, CopySourceIfMatch: etag }),
      );
      expect(await outcome(sent)).toBe(404);
    });

    knownDifference(
      'localstack',
      'If-None-Match on CopyObject is ignored by 4.13',
      'does not copy over what is present',
      async () => {
        await put(Bucket, 'occupied', 'mine');
        expect(await outcome(copy('occupied', { IfNoneMatch: '*' }))).toBe(412);
      },
    );
  });

  describe('on reads', () => {
    let etag: string;
    beforeAll(async () => {
      etag = await put(Bucket, 'read');
    });

    it.each([undefined, 'bytes=0-1'])('gives the object that was named (range %s)', async (Range) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'read', Range, IfMatch: etag }));
      expect(await Body?.transformToString()).toBe(Range === undefined ? 'bytes' : 'by');
    });

    it.each([undefined, 'bytes=0-1'])('does not give another object (range %s)', async (Range) => {
      expect(
        await outcome(s3.send(new GetObjectCommand({ Bucket, Key: 'read', Range, IfMatch: OTHER_ETAG }))),
      ).toBe(412);
    });

    it('does not send again what the client has', async () => {
      expect(await outcome(s3.send(new GetObjectCommand({ Bucket, Key: 'read', IfNoneMatch: etag })))).toBe(
        304,
      );
    });

    it('looks at what is there now', async () => {
      const overwritten = await put(Bucket, 'overwritten', 'first');
      await put(Bucket, 'overwritten', 'second');
      expect(
        await outcome(s3.send(new HeadObjectCommand({ Bucket, Key: 'overwritten', IfMatch: overwritten }))),
      ).toBe(412);
    });
  });

  describe('on deletes', () => {
    it('deletes what is absent, again and again', async () => {
      expect(await outcome(s3.send(new DeleteObjectCommand({ Bucket, Key: 'nothing' })))).toBe(204);
    });

    knownDifference(
      'localstack',
      'If-Match on DeleteObject is 501',
      'deletes the object that was named',
      async () => {
        const IfMatch = await put(Bucket, 'named');
        expect(await outcome(s3.send(new DeleteObjectCommand({ Bucket, Key: 'named', IfMatch })))).toBe(204);
      },
    );

    knownDifference(
      'localstack',
      'If-Match on DeleteObject is 501',
      'does not delete another object',
      async () => {
        await put(Bucket, 'kept');
        expect(
          await outcome(s3.send(new DeleteObjectCommand({ Bucket, Key: 'kept', IfMatch: OTHER_ETAG }))),
        ).toBe(412);
        expect(await isPresent(Bucket, 'kept')).toBe(true);
      },
    );
  });
});
