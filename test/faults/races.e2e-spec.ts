import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { stepOf } from './rig/call.js';
import { shiftedClock } from './rig/clock.js';
import { freePorts } from '../../tools/stack/ports.js';
import { DEV_API_KEY } from '../../tools/stack/environment.js';
import type { Running } from '../../tools/stack/running.js';
import { Airlock, type Presigned, put } from '../e2e/support/airlock.js';
import { BUCKET, type Cloud, type Subscriber } from '../e2e/support/cloud.js';
import { eventually } from '../e2e/support/eventually.js';
import { executable, genuinePdf, PDF } from '../e2e/support/samples.js';
import { hold, type Held } from './support/hold.js';
import { System } from './support/system.js';

let system: System;
let cloud: Cloud;
let subscriber: Subscriber;
let pdf: Buffer;
let scanner: Running;

beforeAll(async () => {
  pdf = await genuinePdf();
  // However busy the machine is, a message that is held stays so: its calls are those of one delivery.
  system = await System.start({ SCAN_VISIBILITY_TIMEOUT_SECONDS: '60' });
  cloud = system.cloud;
  await system.run('gateway');
  subscriber = await cloud.subscribe();
  scanner = await system.run('scanner');
});

afterAll(() => system.stop());

const presign = (): Promise<Presigned> =>
  system.airlock.presign({ filename: 'a.pdf', size: pdf.length, contentType: PDF });

/** A genuine document whose scan has come as far as the step, and no further. */
async function heldAt(step: string): Promise<{ presigned: Presigned; id: string; scan: Held }> {
  const presigned = await presign();
  const scan = hold(system.scannerProxy, step, presigned.id);
  expect((await put(presigned, pdf)).status).toBe(200);
  await scan.reached;
  return { presigned, id: presigned.id, scan };
}

/** What somebody with the bucket's credentials can do: replace the object, whatever is there. */
async function overwrite(id: string, bytes: Uint8Array, headers: Partial<HeadObjectCommandOutput> = {}) {
  const Key = `incoming/local/${id}`;
  const { ContentType, Metadata } = await cloud.s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key }));
  await cloud.s3.send(
    new PutObjectCommand({ Bucket: BUCKET, Key, Body: bytes, ContentType, Metadata, ...headers }),
  );
}

async function cleanBytes(id: string): Promise<Buffer> {
  const { Body } = await cloud.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: `clean/local/${id}` }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

/** How often it was announced so far. */
const times = async (id: string): Promise<number> =>
  (await subscriber.all([id])).filter(({ subject }) => subject === id).length;

const eventIds = async (id: string): Promise<string[]> => [
  ...new Set((await subscriber.about(id)).map((event) => event.id)),
];

const HOSTILE_CONTENT = Buffer.concat([executable(), Buffer.alloc(1_000_000)]);

describe('bytes that are replaced', () => {
  it.each(['GetObject incoming/', 'CopyObject clean/'])(
    'by somebody with credentials before %s are the bytes that are judged',
    async (step) => {
      const { id, scan } = await heldAt(step);
      await overwrite(id, HOSTILE_CONTENT.subarray(0, pdf.length));
      scan.release();
      expect(await system.airlock.decided(id)).toMatchObject({
        status: 'rejected',
        rejection: { code: 'type-mismatch' },
      });
      expect(await cloud.settled(id)).toEqual(['verdicts']);
      expect(await eventIds(id)).toEqual([`${id}.rejected`]);
    },
  );

  it.each(['PutObject verdicts/', 'Publish', 'DeleteObject incoming/'])(
    'before %s never reach clean/, where what was checked stays',
    async (step) => {
      const { id, scan } = await heldAt(step);
      await overwrite(id, HOSTILE_CONTENT.subarray(0, pdf.length));
      scan.release();
      expect((await system.airlock.decided(id)).status).toBe('validated');
      expect(await cloud.settled(id)).toEqual(['clean', 'verdicts']);
      expect((await cleanBytes(id)).equals(pdf)).toBe(true);
      expect(await eventIds(id)).toEqual([`${id}.validated`]);
    },
  );

  it('by the same bytes under another media type and other metadata bring neither into clean/', async () => {
    const { id, scan } = await heldAt('CopyObject clean/');
    await overwrite(id, pdf, {
      ContentType: 'text/html',
      Metadata: { policy: 'documents', filename: 'page.html', 'declared-type': 'text/html', evil: '1' },
    });
    scan.release();
    expect(await system.airlock.decided(id)).toMatchObject({
      status: 'validated',
      contentType: PDF,
      filename: 'a.pdf',
    });
    const { ContentType, ContentDisposition, Metadata } = await cloud.s3.send(
      new HeadObjectCommand({ Bucket: BUCKET, Key: `clean/local/${id}` }),
    );
    expect({ ContentType, ContentDisposition, Metadata }).toEqual({
      ContentType: PDF,
      ContentDisposition: 'attachment; filename="a.pdf"',
      Metadata: expect.not.objectContaining({ evil: '1' }),
    });
    expect(JSON.stringify(Metadata)).not.toContain('html');
  });
});

describe('a URL that is used again', () => {
  it.each(['GetObject incoming/', 'CopyObject clean/', 'PutObject verdicts/', 'Publish'])(
    'is refused by S3 while the scan stands before %s',
    async (step) => {
      const { presigned, id, scan } = await heldAt(step);
      const replay = await put(presigned, HOSTILE_CONTENT.subarray(0, pdf.length));
      expect(replay.status).toBe(412);
      scan.release();
      expect((await system.airlock.decided(id)).status).toBe('validated');
      await cloud.settled(id);
      expect((await cleanBytes(id)).equals(pdf)).toBe(true);
    },
  );

  it('after the verdict changes nothing: the late object is deleted, and one event id was ever published', async () => {
    const { presigned, id, scan } = await heldAt('DeleteObject incoming/');
    scan.release();
    const decided = await system.airlock.decided(id);
    await cloud.settled(id);
    expect((await put(presigned, HOSTILE_CONTENT.subarray(0, pdf.length))).status).toBe(200);
    expect(await cloud.settled(id)).toEqual(['clean', 'verdicts']);
    expect((await cleanBytes(id)).equals(pdf)).toBe(true);
    expect((await system.airlock.get(id)).body).toEqual(decided);
    expect(await eventIds(id)).toEqual([`${id}.validated`]);
  });
});

describe('a URL that is used again and again after the verdict', () => {
  const TIMES = 20;

  it.each([
    ['validated', () => pdf, ['GetObject verdicts/', 'HeadObject incoming/']],
    ['rejected', () => executable(), ['GetObject verdicts/', 'DeleteObject clean/', 'HeadObject incoming/']],
  ])('costs a %s upload neither a scan nor an event nor a message', async (status, bytes, looks) => {
    const size = bytes().length;
    const presigned = await system.airlock.presign({ filename: 'a.pdf', size, contentType: PDF });
    const { id } = presigned;
    expect((await put(presigned, bytes())).status).toBe(200);
    expect((await system.airlock.decided(id)).status).toBe(status);
    await cloud.settled(id);
    await eventually('the second in which it was decided to be over', () => isOver(id));
    await subscriber.about(id);
    const announced = await times(id);

    const calls: string[] = [];
    system.scannerProxy.rule = (call) => {
      if (call.subject.includes(id)) calls.push(stepOf(call));
      return undefined;
    };
    for (let time = 0; time < TIMES; time++) {
      expect((await put(presigned, bytes())).status).toBe(200);
      await cloud.settled(id);
    }
    const settlings = () => calls.filter((step) => step === 'DeleteMessage').length;
    await eventually('every message to be acknowledged', () => (settlings() === TIMES ? true : undefined));
    const expected = [...looks, 'DeleteObject incoming/', 'DeleteMessage'];
    expect(calls).toEqual(Array.from({ length: TIMES }, () => expected).flat());
    expect(await times(id)).toBe(announced);
  });

  /** S3 keeps whole seconds: what comes in that of the verdict may have come before it, and is announced once more. */
  async function isOver(id: string): Promise<true | undefined> {
    const verdict = await cloud.s3.send(
      new HeadObjectCommand({ Bucket: BUCKET, Key: `verdicts/local/${id}.json` }),
    );
    return Date.now() >= (verdict.LastModified?.getTime() ?? Infinity) + 1000 ? true : undefined;
  }
});

describe('an upload that is erased', () => {
  it('again and again is deleted each time, and costs two messages at most', async () => {
    const { id, scan } = await heldAt('DeleteObject incoming/');
    scan.release();
    await cloud.settled(id);
    expect(await system.airlock.erase(id)).toBe(204);
    const calls: string[] = [];
    system.gatewayProxy.rule = (call) => {
      if (call.subject.includes(id)) calls.push(stepOf(call));
      return undefined;
    };
    for (let time = 0; time < 3; time++) expect(await system.airlock.erase(id)).toBe(204);
    const again = ['GetObject verdicts/', 'DeleteObject clean/', 'DeleteObject incoming/'];
    expect(calls).toEqual([...again, ...again, ...again]);
  });

  it.each([
    'GetObject verdicts/',
    'GetObject incoming/',
    'CopyObject clean/',
    'PutObject verdicts/',
    'Publish',
    'DeleteObject incoming/',
  ])('while its scan stands before %s leaves nothing but the fact', async (step) => {
    const { id, scan } = await heldAt(step);
    const erases = await Promise.all([system.airlock.erase(id), system.airlock.erase(id)]);
    scan.release();
    expect(erases).toEqual([204, 204]);
    await eventually('the message to be acknowledged', () => scanned(id));
    expect(await cloud.settled(id)).toEqual(['verdicts']);
    expect((await system.airlock.get(id)).body.status).toBe('erased');
    expect((await system.airlock.send('GET', `/uploads/${id}/download`)).status).toBe(409);
  });

  it('before it comes, and again after it came, is erased', async () => {
    const presigned = await presign();
    expect(await system.airlock.erase(presigned.id)).toBe(204);
    expect((await put(presigned, pdf)).status).toBe(200);
    await eventually('the message to be acknowledged', () => scanned(presigned.id));
    expect(await cloud.settled(presigned.id)).toEqual(['verdicts']);
    expect(await system.airlock.erase(presigned.id)).toBe(204);
    expect((await system.airlock.get(presigned.id)).body.status).toBe('erased');
  });
});

/** The scanner's own line about an upload: its last one, since the message is acknowledged after it. */
const scanned = (id: string): true | undefined => (system.said('Scan', id).length > 0 ? true : undefined);

describe('time', () => {
  /** Another gateway on the same cloud. */
  async function gateway(environment: Record<string, string>): Promise<Airlock> {
    const [port = 0] = await freePorts(1);
    await system.run('gateway', { ...environment, PORT: String(port) });
    return new Airlock(`http://127.0.0.1:${port}`, DEV_API_KEY);
  }

  it('makes an upload that never came expired, and S3 refuses it when it comes late', async () => {
    const hasty = await gateway({ UPLOAD_URL_TTL_SECONDS: '1' });
    const presigned = await hasty.presign({ filename: 'a.pdf', size: pdf.length, contentType: PDF });
    await eventually('the URL to expire', async () =>
      (await hasty.get(presigned.id)).body.status === 'expired' ? true : undefined,
    );
    const late = await eventually('S3 to refuse it', async () => {
      const answer = await put(presigned, pdf);
      return answer.status === 200 ? undefined : answer.status;
    });
    expect(late).toBe(403);
  });

  it.each([
    ['ahead of', 300, 300],
    ['behind', -300, 600],
  ])(
    'may be told wrongly: uploads work through a gateway whose clock is five minutes %s that of the cloud',
    async (_, skewSeconds, ttlSeconds) => {
      const skewed = await gateway({
        ...shiftedClock(skewSeconds),
        UPLOAD_URL_TTL_SECONDS: String(ttlSeconds),
      });
      const presigned = await skewed.presign({ filename: 'a.pdf', size: pdf.length, contentType: PDF });
      const seconds = (Date.parse(presigned.expiresAt) - Date.now()) / 1000 - ttlSeconds;
      expect(Math.sign(seconds)).toBe(Math.sign(skewSeconds)); // the clock really is wrong
      expect((await put(presigned, pdf)).status).toBe(200);
      expect((await skewed.decided(presigned.id)).status).toBe('validated');
      const download = await skewed.send<{ url: string }>('GET', `/uploads/${presigned.id}/download`);
      expect(download.status).toBe(200);
      expect(await skewed.erase(presigned.id)).toBe(204);
    },
  );

  it.each([
    ['ahead of', 300],
    ['behind', -300],
  ])(
    'may be told wrongly: a scanner five minutes %s the cloud decides as any other',
    async (_, skewSeconds) => {
      await scanner.stop();
      const asked: string[] = [];
      system.scannerProxy.rule = ({ operation, subject }) => {
        if (operation === 'SendMessage') asked.push(subject);
        return undefined;
      };
      scanner = await system.run('scanner', { ...shiftedClock(skewSeconds), SWEEP_INTERVAL_SECONDS: '1' });
      const presigned = await presign();
      const { id } = presigned;
      expect((await put(presigned, pdf)).status).toBe(200);
      const decided = await system.airlock.decided(id);
      expect(decided.status).toBe('validated');
      const seconds =
        decided.status === 'validated' ? (Date.parse(decided.scannedAt) - Date.now()) / 1000 : 0;
      expect(Math.sign(seconds)).toBe(Math.sign(skewSeconds)); // the clock really is wrong
      expect(await cloud.settled(id)).toEqual(['clean', 'verdicts']);
      expect(await eventIds(id)).toEqual([`${id}.validated`]);
      expect(asked.filter((subject) => subject.includes(id)).length).toBeLessThanOrEqual(1);
    },
  );
});
