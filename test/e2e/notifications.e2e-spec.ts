import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { Airlock, put, upload } from './support/airlock.js';
import { BUCKET, Cloud, type Subscriber } from './support/cloud.js';
import { eventually } from './support/eventually.js';
import { record } from './support/notification.js';
import { genuinePdf, PDF } from './support/samples.js';

const airlock = Airlock.of('local');
const cloud = Cloud.ofStack();
let subscriber: Subscriber;

beforeAll(async () => {
  subscriber = await cloud.subscribe();
});

afterAll(() => cloud.close());

const anUpload = async (): Promise<{ id: string; key: string }> => {
  const { id } = await upload(airlock, await genuinePdf(), { filename: 'a.pdf', contentType: PDF });
  return { id, key: `incoming/local/${id}` };
};

describe('the scan queue', () => {
  it('gives up a notification for a key that is not of our shape, and says why', async () => {
    const key = `incoming/local/${randomUUID()}`;
    await cloud.notify({ Records: [record(key)] });
    const { reason } = await cloud.deadLetter((body) => body.includes(key));
    expect(reason).toContain("not an upload's key");
  });

  it('gives up a notification for another bucket', async () => {
    const marker = randomUUID();
    await cloud.notify({ Records: [record(`incoming/local/${marker}`, 'another-bucket')] });
    expect((await cloud.deadLetter((body) => body.includes(marker))).reason).toContain('another bucket');
  });

  it.each(['a+b', 'a b', 'größe 請求書', '100%25 ', '%2e%2e/x'])(
    'gives up an object that somebody put at %j by hand, and leaves it where it is',
    async (name) => {
      const Key = `incoming/local/${randomUUID()} ${name}`;
      await cloud.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'x' }));
      const marker = Key.split('/')[2]?.split(' ')[0] ?? '';
      const { reason } = await cloud.deadLetter((body) => body.includes(marker));
      expect(reason).toContain(JSON.stringify(Key));
      await cloud.s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key }));
      await cloud.s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key }));
    },
  );

  it.each([['no JSON'], ['[]'], ['{"Records":"none"}'], ['{"Records":[{"eventSource":"aws:s3"}]}']])(
    'gives up the malformed message %s',
    async (text) => {
      const marker = randomUUID();
      const body = text.startsWith('{') ? `${text.slice(0, -1)},"marker":"${marker}"}` : `${text} ${marker}`;
      await cloud.notify(body);
      expect((await cloud.deadLetter((dead) => dead.includes(marker))).reason).toEqual(
        expect.stringMatching(/\S/),
      );
    },
  );

  it('goes on after a test event and after an event that creates nothing', async () => {
    await cloud.notify({
      Service: 'Amazon S3',
      Event: 's3:TestEvent',
      Time: new Date().toISOString(),
      Bucket: BUCKET,
    });
    await cloud.notify({ Records: [{ ...record('incoming/local/x'), eventName: 'ObjectRemoved:Delete' }] });
    const { id } = await anUpload();
    expect((await airlock.decided(id)).status).toBe('validated');
  });

  it('decides both uploads of two records in one message', async () => {
    const [one, two] = [await anUpload(), await anUpload()];
    await cloud.notify({ Records: [record(one.key), record(two.key)] });
    expect([(await airlock.decided(one.id)).status, (await airlock.decided(two.id)).status]).toEqual([
      'validated',
      'validated',
    ]);
  });

  it('scans the good record of a message whose other record is foreign, and gives up the message', async () => {
    const pdf = await genuinePdf();
    const marker = randomUUID();
    const { id, key } = await anUpload();
    await cloud.notify({ Records: [record(`incoming/local/${marker}`), record(key)] });
    await cloud.deadLetter((body) => body.includes(marker));
    expect(await airlock.decided(id)).toMatchObject({ status: 'validated', size: pdf.length });
  });

  it('announces one verdict under one id when the same message comes three times', async () => {
    const { id, key } = await anUpload();
    const message = { Records: [record(key)] };
    await Promise.all([cloud.notify(message), cloud.notify(message), cloud.notify(message)]);
    await airlock.decided(id);
    const events = await subscriber.about(id);
    expect(new Set(events.map((event) => event.id)).size).toBe(1);
  });

  it('has nothing to say about an object that never was or is gone', async () => {
    const { id } = await airlock.presign({ filename: 'a.pdf', size: 10, contentType: PDF });
    await cloud.notify({ Records: [record(`incoming/local/${id}`)] });
    const { id: next } = await anUpload();
    await airlock.decided(next);
    expect((await airlock.get(id)).body.status).toBe('pending');
  });

  it('rejects an object that carries no declaration of ours', async () => {
    const { id } = await airlock.presign({ filename: 'a.pdf', size: 10, contentType: PDF });
    await cloud.s3.send(
      new PutObjectCommand({ Bucket: BUCKET, Key: `incoming/local/${id}`, Body: 'by hand' }),
    );
    expect(await airlock.decided(id)).toMatchObject({
      status: 'rejected',
      rejection: { code: 'unverifiable' },
    });
  });

  it('deletes the late object when the URL is replayed', async () => {
    const pdf = await genuinePdf();
    const presigned = await upload(airlock, pdf, { filename: 'a.pdf', contentType: PDF });
    const decided = await airlock.decided(presigned.id);
    await eventually('the first object to go', async () =>
      (await put(presigned, pdf)).status === 200 ? true : undefined,
    );
    await eventually('the late object to go', async () => {
      try {
        await cloud.s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: `incoming/local/${presigned.id}` }));
        return undefined;
      } catch {
        return true;
      }
    });
    expect((await airlock.get(presigned.id)).body).toEqual(decided);
  });
});
