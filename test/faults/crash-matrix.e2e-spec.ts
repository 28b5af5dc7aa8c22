import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { census } from './rig/census.js';
import type { Running } from '../../tools/stack/running.js';
import { upload } from '../e2e/support/airlock.js';
import { BUCKET, type Subscriber } from '../e2e/support/cloud.js';
import { eventually } from '../e2e/support/eventually.js';
import { record } from '../e2e/support/notification.js';
import { executable, genuinePdf, PDF } from '../e2e/support/samples.js';
import { killAt } from './support/kill-at.js';
import { Steps } from './support/steps.js';
import { System } from './support/system.js';

type Kind = 'good' | 'bad';

/** One upload, and before which call of its scan each scanner dies that gets to work on it. */
interface Case {
  readonly kind: Kind;
  readonly deaths: readonly number[];
}

interface Sent extends Case {
  readonly id: string;
}

/** For one that nobody kills: its calls must be those of one delivery, however busy the machine is. */
const PATIENT = { SCAN_VISIBILITY_TIMEOUT_SECONDS: '60' };

let system: System;
let subscriber: Subscriber;
let gateway: Running;

beforeAll(async () => {
  system = await System.start({ SCAN_CONCURRENCY: '256' }); // the most there is: all scans are held at once
  gateway = await system.run('gateway');
  subscriber = await system.cloud.subscribe();
});

afterAll(() => system.stop());

/** While no scanner runs. */
async function send(cases: readonly Case[]): Promise<Sent[]> {
  const bytes = { good: await genuinePdf(), bad: executable() };
  return Promise.all(
    cases.map(async (each) => {
      const request = { filename: `${each.kind}.pdf`, contentType: PDF };
      return { ...each, id: (await upload(system.airlock, bytes[each.kind], request)).id };
    }),
  );
}

/** Runs a scanner until every scan stands before the call that it is to die at, and kills it. */
function die(sent: readonly Sent[], life: number): Promise<void> {
  const points = new Map(sent.map(({ id, deaths }) => [id, deaths[life] ?? 0]));
  return killAt(system.scannerProxy, points, () => system.run('scanner'));
}

/** Runs a scanner that nobody kills, and tells the calls that it made about each upload. */
async function finish(sent: readonly Sent[]): Promise<Steps['of']> {
  const steps = new Steps(sent.map(({ id }) => id));
  system.scannerProxy.rule = (call) => void steps.take(call);
  const scanner = await system.run('scanner', PATIENT);
  await eventually('every message to be acknowledged', () => (steps.areComplete ? true : undefined));
  expect(await scanner.stop()).toBe(true);
  return steps.of;
}

/** One verdict, the object in the right place only, and at least one event, all with the same id and about that verdict. */
async function expectPromise(sent: readonly Sent[]): Promise<void> {
  const { incoming, verdicts, clean } = await census(system.cloud.s3, BUCKET);
  const ends: unknown[] = [];
  for (const { id, kind, deaths } of sent) {
    const upload = await system.airlock.decided(id);
    const events = await subscriber.about(id);
    ends.push({
      kind,
      deaths,
      status: upload.status,
      traces: { incoming: incoming.has(id), verdicts: verdicts.has(id), clean: clean.has(id) },
      eventIds: [...new Set(events.map((event) => event.id.slice(id.length)))],
      isOneVerdict: events.every(({ time }) => 'scannedAt' in upload && time === upload.scannedAt),
    });
  }
  const statusOf = { good: 'validated', bad: 'rejected' };
  expect(ends).toEqual(
    sent.map(({ kind, deaths }) => ({
      kind,
      deaths,
      status: statusOf[kind],
      traces: { incoming: false, verdicts: true, clean: kind === 'good' },
      eventIds: [`.${statusOf[kind]}`],
      isOneVerdict: true,
    })),
  );
}

/** A case for each call that was made about each upload. */
const deathsAt = (sent: readonly Sent[], steps: Steps['of']): Case[] =>
  sent.flatMap(({ id, kind, deaths }) =>
    (steps.get(id) ?? []).map((_, number) => ({ kind, deaths: [...deaths, number] })),
  );

/** Another call of each heir: five has no divisor in common with the numbers of their calls. */
const everyFifth = (cases: readonly Case[]): Case[] => cases.filter((_, number) => number % 5 === 0);

describe('a scanner that is killed', () => {
  let once: readonly Case[];
  let twice: readonly Case[];

  it('makes the calls that a scan is made of, one after another', async () => {
    const sent = await send([
      { kind: 'good', deaths: [] },
      { kind: 'bad', deaths: [] },
    ]);
    const steps = await finish(sent);
    await expectPromise(sent);
    expect([...steps.values()]).toEqual([
      [
        'GetObject verdicts/',
        'GetObject incoming/',
        'CopyObject clean/',
        'PutObject verdicts/',
        'Publish',
        'DeleteObject incoming/',
        'DeleteMessage',
      ],
      [
        'GetObject verdicts/',
        'GetObject incoming/',
        'PutObject verdicts/',
        'DeleteObject clean/',
        'Publish',
        'DeleteObject incoming/',
        'DeleteMessage',
      ],
    ]);
    once = deathsAt(sent, steps);
  });

  it('keeps every promise, whichever of these calls it dies before', async () => {
    const sent = await send(once);
    await die(sent, 0);
    const steps = await finish(sent);
    await expectPromise(sent);
    twice = deathsAt(sent, steps);
    const successors = new Set([...steps.values()].flat());
    expect(successors).toContain('HeadObject clean/'); // adopts what the first one copied
    expect(successors).toContain('SendMessage'); // and looks again for what may land late
  });

  // The long run has all of them, one for each call of each process that takes over.
  it('and whichever of its calls the one dies before that takes over', async () => {
    const sent = await send(process.env.LONG_TESTS === undefined ? everyFifth(twice) : twice);
    await die(sent, 0);
    await die(sent, 1);
    await finish(sent);
    await expectPromise(sent);
  });
});

/** The number of that call among those for a good object, which the first test lists. */
const PUBLISH = 4;

describe('a new message for an upload whose scanner died behind the verdict', () => {
  it('announces it, although nobody had this message before', async () => {
    const sent = await send([{ kind: 'good', deaths: [] }]);
    const [id = ''] = sent.map((each) => each.id);
    // The first message does not come back in time.
    const hidden = { SCAN_VISIBILITY_TIMEOUT_SECONDS: '600' };
    await killAt(system.scannerProxy, new Map([[id, PUBLISH]]), () => system.run('scanner', hidden));
    // The poll of the one that died may take some with it.
    await eventually('a new message to wait', async () => {
      if ((await system.cloud.messages('airlock-scan')).visible > 0) return true;
      await system.cloud.notify({ Records: [record(`incoming/local/${id}`)] });
      return undefined;
    });
    const steps = await finish(sent);
    await expectPromise(sent);
    expect(steps.get(id)).toEqual([
      'GetObject verdicts/',
      'HeadObject incoming/',
      'Publish',
      'DeleteObject incoming/',
      'DeleteMessage',
    ]);
  });
});

describe('a gateway that is killed', () => {
  const erase = (id: string): Promise<number | undefined> => system.airlock.erase(id).catch(() => undefined); // the connection breaks

  async function validated(count: number): Promise<string[]> {
    const sent = await send(Array.from({ length: count }, () => ({ kind: 'good', deaths: [] })));
    await finish(sent);
    return sent.map(({ id }) => id);
  }

  it('has erased what it was asked to when the client asks again, whichever of its calls it dies before', async () => {
    const [id = ''] = await validated(1);
    const steps = new Steps([id]);
    system.gatewayProxy.rule = (call) => void steps.take(call);
    expect(await erase(id)).toBe(204);

    const ids = await validated(steps.of.get(id)?.length ?? 0);
    const points = new Map(ids.map((each, number) => [each, number]));
    const asked: Promise<unknown>[] = [];
    await killAt(system.gatewayProxy, points, async () => {
      asked.push(...ids.map(erase));
      return gateway;
    });
    expect(await Promise.all(asked)).toEqual(ids.map(() => undefined));

    gateway = await system.run('gateway');
    const again = await Promise.all(ids.map(erase));
    const { incoming, verdicts, clean } = await census(system.cloud.s3, BUCKET);
    const statuses = await Promise.all(ids.map(async (each) => (await system.airlock.get(each)).body.status));
    expect({ again, statuses }).toEqual({ again: ids.map(() => 204), statuses: ids.map(() => 'erased') });
    expect(ids.filter((each) => incoming.has(each) || clean.has(each) || !verdicts.has(each))).toEqual([]);
    expect(ids.length).toBeGreaterThan(5);
  });
});

describe('a sweeper that is killed before it has asked for what was lost', () => {
  it('is made up for at the next age', async () => {
    await system.cloud.muteNotifications();
    const sent = await send([{ kind: 'good', deaths: [0] }]);
    const points = new Map(sent.map(({ id }) => [id, 0]));
    // However long the next scanner takes to start, there is an age to come.
    const ages = Array.from({ length: 50 }, (_, index) => 2 + 3 * index);
    const sweeping = { SWEEP_INTERVAL_SECONDS: '1', SWEEP_AGES_SECONDS: ages.join(',') };
    await killAt(system.scannerProxy, points, () => system.run('scanner', sweeping));
    const scanner = await system.run('scanner', sweeping);
    for (const { id } of sent) await system.cloud.settled(id);
    await expectPromise(sent);
    expect(await scanner.stop()).toBe(true);
  });
});
