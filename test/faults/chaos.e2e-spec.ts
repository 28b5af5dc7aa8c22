import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Fault } from './rig/chaos-proxy.js';
import type { Running } from '../../tools/stack/running.js';
import { type Presigned, put } from '../e2e/support/airlock.js';
import { BUCKET, type Cloud, type Subscriber } from '../e2e/support/cloud.js';
import { eventually } from '../e2e/support/eventually.js';
import { executable, genuinePdf, PDF } from '../e2e/support/samples.js';
import { ANYTHING, Plan } from './support/plan.js';
import { FAULTS, nameOf } from './support/faults.js';
import { System } from './support/system.js';

/** Three attempts of eleven seconds, then the message again. */
const LONG_MILLISECONDS = 300_000;

let system: System;
let cloud: Cloud;
let subscriber: Subscriber;
const scans = new Plan();
const deliveries = new Plan();

beforeAll(async () => {
  system = await System.start({ SCAN_CONCURRENCY: '64', SCAN_VISIBILITY_TIMEOUT_SECONDS: '5' });
  cloud = system.cloud;
  await Promise.all([system.run('gateway'), system.run('consumer')]);
  subscriber = await cloud.subscribe();
  system.scannerProxy.rule = scans.rule;
  system.consumerProxy.rule = deliveries.rule;
});

afterAll(() => system.stop());

/** One for each test: the SDK's quota of retries lasts for a process. */
let scanner: Running | undefined;

afterEach(async () => {
  expect(await scanner?.stop()).not.toBe(false); // by itself
  scanner = undefined;
});

type Kind = 'good' | 'bad' | 'empty';
const STATUS = { good: 'validated', bad: 'rejected', empty: 'rejected' } as const;

/** A call of a scan that meets the fault. What a scan does only at a later delivery needs one that fails first. */
interface Case {
  readonly kind: Kind;
  readonly step: string;
  readonly before?: readonly [step: string, fault: Fault];
}
const CASES: readonly Case[] = [
  { kind: 'good', step: 'GetObject verdicts/' },
  { kind: 'good', step: 'GetObject incoming/' },
  { kind: 'empty', step: 'HeadObject incoming/' },
  { kind: 'good', step: 'CopyObject clean/' },
  { kind: 'good', step: 'HeadObject clean/', before: ['CopyObject clean/', 'lost-answer'] },
  { kind: 'good', step: 'PutObject verdicts/' },
  { kind: 'good', step: 'Publish' },
  { kind: 'good', step: 'DeleteObject incoming/' },
  { kind: 'good', step: 'DeleteMessage' },
  { kind: 'good', step: 'ChangeMessageVisibility', before: ['Publish', 'internal-error'] },
  { kind: 'bad', step: 'GetObject verdicts/' },
  { kind: 'bad', step: 'GetObject incoming/' },
  { kind: 'bad', step: 'PutObject verdicts/' },
  { kind: 'bad', step: 'DeleteObject clean/' },
  { kind: 'bad', step: 'SendMessage', before: ['Publish', 'internal-error'] },
  { kind: 'bad', step: 'Publish' },
  { kind: 'bad', step: 'DeleteObject incoming/' },
  { kind: 'bad', step: 'DeleteMessage' },
];

async function send(kind: Kind, presigned: Presigned, bytes: Uint8Array): Promise<void> {
  if (kind !== 'empty') return expect((await put(presigned, bytes)).status).toBe(200);
  // No URL of ours writes one, so somebody with credentials did.
  const Key = `incoming/local/${presigned.id}`;
  await cloud.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: Buffer.alloc(0) }));
}

/** Which call never came is what a failure has to tell. */
async function everyFaultMet(...plans: readonly Plan[]): Promise<void> {
  const unmet = (): string[] => plans.flatMap((plan) => plan.unmet);
  await eventually('every fault to be met', () => unmet().length === 0 || undefined).catch(() => undefined);
  expect(unmet()).toEqual([]);
}

/** How often the example consumer said that it worked for the upload of that name. */
const workedFor = (filename: string): number => system.said('Uploads', filename).length;

describe.each(FAULTS)('when any one call of a scan meets %j', (fault) => {
  it(
    'every upload ends as it should, and the consumer works once for it',
    async () => {
      for (const step of ['ReceiveMessage', 'GetBucketVersioning', 'GetTopicAttributes'])
        scans.add(ANYTHING, step, fault);
      deliveries.add(ANYTHING, 'ReceiveMessage', fault);
      // An empty poll: what it loses else is hidden from the consumer for a minute. The scanner's has messages to lose.
      await eventually('the poll to fail', () => (deliveries.isOver(ANYTHING) ? true : undefined));
      scanner = await system.run('scanner');
      const bytes = { good: await genuinePdf(), bad: executable(), empty: Buffer.alloc(0) };
      const sent = await Promise.all(
        CASES.map(async (each, number) => {
          const { kind, step, before } = each;
          const filename = `${nameOf(fault)}-${number}.pdf`;
          const size = Math.max(1, bytes[kind].length);
          const presigned = await system.airlock.presign({ filename, contentType: PDF, size });
          if (before !== undefined) scans.add(presigned.id, ...before);
          scans.add(presigned.id, step, fault);
          deliveries.add(presigned.id, 'DeleteMessage', fault);
          await send(kind, presigned, bytes[kind]);
          return { ...each, id: presigned.id, filename };
        }),
      );
      const ends = await Promise.all(
        sent.map(async ({ id }) => {
          const { status } = await system.airlock.decided(id);
          return { status, traces: await cloud.settled(id) };
        }),
      );
      expect(sent.map((each, number) => ({ ...each, ...ends[number] }))).toEqual(
        sent.map((each) => ({
          ...each,
          status: STATUS[each.kind],
          traces: each.kind === 'good' ? ['clean', 'verdicts'] : ['verdicts'],
        })),
      );
      for (const { id, kind } of sent) {
        const ids = (await subscriber.about(id)).map((event) => event.id);
        expect(new Set(ids)).toEqual(new Set([`${id}.${STATUS[kind]}`]));
      }
      await everyFaultMet(scans, deliveries);
      const named = sent.filter(({ kind }) => kind !== 'empty'); // that one carries no name
      for (const { filename } of named)
        await eventually(`the consumer to work for ${filename}`, () => workedFor(filename) > 0 || undefined);
      expect(named.map(({ filename }) => workedFor(filename))).toEqual(named.map(() => 1));
    },
    LONG_MILLISECONDS,
  );
});

describe('when a call that moves poison meets a fault', () => {
  it(
    'the message still ends in the dead-letter queue, with its reason',
    async () => {
      const poison = FAULTS.flatMap((fault) =>
        ['SendMessage', 'DeleteMessage'].map((step) => ({
          fault,
          step,
          body: `no JSON ${step} ${nameOf(fault)}`,
        })),
      );
      for (const { fault, step, body } of poison) scans.add(body, step, fault);
      scanner = await system.run('scanner');
      for (const { body } of poison) await cloud.notify(body);
      for (const { body } of poison)
        expect((await cloud.deadLetter((dead) => dead === body)).reason).toContain('JSON');
      await everyFaultMet(scans);
    },
    LONG_MILLISECONDS,
  );
});

describe('when a call of a sweep meets a fault, one after another', () => {
  const SWEEPING = {
    SWEEP_INTERVAL_SECONDS: '1',
    SWEEP_AGES_SECONDS: '2,3600', // crossed once: a pass that failed must be made up for
    SWEEP_REQUESTS_PER_MINUTE: '6000',
  };

  it(
    'the sweeper still finds what nobody was told of',
    async () => {
      await cloud.muteNotifications();
      const request = { filename: 'lost.pdf', contentType: PDF };
      const ids: string[] = [];
      // It sweeps by now: what is younger than the age crosses it.
      scanner = await system.run('scanner', SWEEPING);
      for (const fault of FAULTS) {
        const bytes = await genuinePdf();
        const presigned = await system.airlock.presign({ size: bytes.length, ...request });
        for (const step of ['ListObjectsV2', 'GetQueueAttributes']) scans.add(ANYTHING, step, fault);
        scans.add(presigned.id, 'SendMessage', fault);
        expect((await put(presigned, bytes)).status).toBe(200);
        ids.push(presigned.id);
      }
      for (const id of ids) {
        expect((await system.airlock.decided(id)).status).toBe('validated');
        expect(await cloud.settled(id)).toEqual(['clean', 'verdicts']);
      }
      await everyFaultMet(scans);
    },
    LONG_MILLISECONDS,
  );
});

describe('of all the calls that they made', () => {
  it('the scanner and the consumer had to do without an answer to each, once at least', () => {
    expect([...scans.seen].filter((step) => !scans.met.has(step))).toEqual([]);
    expect([scans.seen.size, deliveries.seen.size]).toEqual([17, 2]);
    expect([...deliveries.seen].filter((step) => !deliveries.met.has(step))).toEqual([]);
  });
});
