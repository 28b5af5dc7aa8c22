import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Call } from './rig/call.js';
import { shiftedClock } from './rig/clock.js';
import { pick, randomFrom, shuffled } from './rig/random.js';
import type { Running } from '../../tools/stack/running.js';
import { upload } from '../e2e/support/airlock.js';
import type { Cloud, Subscriber } from '../e2e/support/cloud.js';
import { eventually } from '../e2e/support/eventually.js';
import { WAYS } from '../e2e/support/notification.js';
import { executable, genuinePdf, PDF } from '../e2e/support/samples.js';
import { dlq } from './support/dlq.js';
import { System } from './support/system.js';

const THREE_DAYS_SECONDS = 3 * 24 * 60 * 60;
const START_SECONDS = 20;
/** A policy that the gateway already knows, and the scanner not yet. */
const NEWER = 'newer';
const HOSTILE = 'no JSON\r\n00000000-0000-0000-0000-000000000000  forged line \u009b2J\u202e';

let directory: string;
let newerPolicies: string;
let system: System;
let cloud: Cloud;
let subscriber: Subscriber;
let scanner: Running;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'airlock-queue-'));
  newerPolicies = join(directory, 'policies.json');
  const { policies } = JSON.parse(await readFile('policies.json', 'utf8')) as { policies: object[] };
  await writeFile(
    newerPolicies,
    JSON.stringify({ policies: [...policies, { name: NEWER, maxBytes: 1_000_000, contentTypes: [PDF] }] }),
  );
  system = await System.start({ SCAN_MAX_RECEIVE_COUNT: '2' });
  cloud = system.cloud;
  subscriber = await cloud.subscribe();
  [, scanner] = await Promise.all([
    system.run('gateway', { POLICIES_FILE: newerPolicies }),
    system.run('scanner'),
  ]);
});

afterAll(async () => {
  await system.stop();
  await rm(directory, { recursive: true });
});

/** How many letters are in the dead-letter queue. */
async function depth(): Promise<number> {
  const { visible, held } = await cloud.messages('airlock-scan-dlq');
  return visible + held;
}

describe('messages that always fail', () => {
  let poison: string;
  let poisonLetter = '';
  let hostileLetter = '';

  it('end in the dead-letter queue, with the reason and the number of deliveries', async () => {
    const bytes = await genuinePdf();
    const presigned = await upload(system.airlock, bytes, {
      filename: 'a.pdf',
      contentType: PDF,
      policy: NEWER,
    });
    poison = presigned.id;
    await cloud.notify(HOSTILE);
    await eventually('both to be given up', async () => ((await depth()) === 2 ? true : undefined));
    const { lines } = await dlq(system.cloudEndpoint, 'list');
    expect(lines.pop()).toBe('2 message(s)');
    expect(lines.map((line) => line.replace(/^\S+ +\S+Z +/, '')).sort()).toEqual([
      expect.stringMatching(/^1 deliveries .*JSON/),
      expect.stringMatching(/^2 deliveries .*no policy is named newer/),
    ]);
    const idOf = (word: string) => lines.find((line) => line.includes(word))?.split(' ')[0] ?? '';
    poisonLetter = idOf(NEWER);
    hostileLetter = idOf('JSON');
    expect((await system.airlock.get(poison)).body.status).toBe('scanning');
  });

  it('are shown whole, and nothing in them reaches the terminal as more than text', async () => {
    const { lines } = await dlq(system.cloudEndpoint, 'show', hostileLetter, poisonLetter);
    expect(lines).toHaveLength(2);
    expect(lines.find((line) => line.startsWith(poisonLetter))).toContain(`incoming/local/${poison}`);
    expect(lines.find((line) => line.startsWith(hostileLetter))).toContain('forged line');
    // eslint-disable-next-line no-control-regex -- they are what must not be there
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });

  it('are dropped only when the operator says so twice', async () => {
    const dry = await dlq(system.cloudEndpoint, 'drop', hostileLetter);
    expect(dry.lines.at(-1)).toMatch(/^1 message\(s\) would be dropped/);
    expect(await depth()).toBe(2);
    await dlq(system.cloudEndpoint, 'drop', hostileLetter, '--yes');
    expect(await depth()).toBe(1);
  });

  it('are not touched by a command that names one that is not there', async () => {
    const { exitCode, error } = await dlq(system.cloudEndpoint, 'redrive', hostileLetter);
    expect([exitCode, error]).toEqual([1, expect.stringContaining(hostileLetter)]);
  });

  it('are decided when they are redriven to a scanner that can', async () => {
    await scanner.stop();
    scanner = await system.run('scanner', { POLICIES_FILE: newerPolicies });
    const { lines } = await dlq(system.cloudEndpoint, 'redrive', '--all');
    expect(lines).toEqual(['1 message(s) are back in airlock-scan']);
    expect((await system.airlock.decided(poison)).status).toBe('validated');
    expect(await cloud.settled(poison)).toEqual(['clean', 'verdicts']);
    expect(await depth()).toBe(0);
  });

  it('end in a verdict and an event after three days, if nobody redrives them', async () => {
    await scanner.stop();
    scanner = await system.run('scanner'); // does not know the policy
    const bytes = await genuinePdf();
    const request = { filename: 'b.pdf', contentType: PDF, policy: NEWER };
    const { id } = await upload(system.airlock, bytes, request);
    const cameAt = Date.now();
    await eventually('it to be given up', async () => ((await depth()) === 1 ? true : undefined));
    await scanner.stop();
    // For it the object gets that old when it sweeps already, however long it takes to start on a busy machine.
    const secondsLeft = START_SECONDS + (Date.now() - cameAt) / 1000;
    scanner = await system.run('scanner', {
      ...shiftedClock(THREE_DAYS_SECONDS - secondsLeft),
      SWEEP_INTERVAL_SECONDS: '1',
    });
    expect(await system.airlock.decided(id)).toMatchObject({
      status: 'rejected',
      rejection: { code: 'unverifiable' },
    });
    expect(await cloud.settled(id)).toEqual(['verdicts']);
    const eventIds = (await subscriber.about(id)).map((event) => event.id);
    expect(new Set(eventIds)).toEqual(new Set([`${id}.rejected`]));
  });
});

describe('notifications that come never, once or three times, in any order and by every way', () => {
  const SWEEPING = {
    SWEEP_INTERVAL_SECONDS: '1',
    SWEEP_AGES_SECONDS: '3,3600',
    SWEEP_REQUESTS_PER_MINUTE: '6000',
  };
  const UPLOADS = 24;
  const SCANNERS = 2;
  /** Each sees it cross the one age, once; on a busy machine a call of a pass may time out and be made again. */
  const ATTEMPTS = 3;
  const seed = Date.now() % 1_000_000;

  it(`end in one verdict each, the lost ones by the sweepers of two scanners, who double nothing (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    await scanner.stop();
    await cloud.muteNotifications();
    const asked: Call[] = [];
    system.scannerProxy.rule = (call) => {
      if (call.operation === 'SendMessage') asked.push(call);
      return undefined;
    };
    await Promise.all([system.run('scanner', SWEEPING), system.runAnother('scanner', SWEEPING)]);

    const [pdf, elf] = [await genuinePdf(), executable()];
    const uploads = await Promise.all(
      Array.from({ length: UPLOADS }, async (_, number) => {
        const isGood = random() < 0.5;
        const times = pick(random, [0, 1, 3]);
        const filename = `${number}.pdf`;
        const { id } = await upload(system.airlock, isGood ? pdf : elf, { filename, contentType: PDF });
        return { id, times, expected: isGood ? 'validated' : 'rejected' };
      }),
    );
    const notified = uploads.flatMap(({ id, times }) => Array.from({ length: times }, () => id));
    for (const id of shuffled(random, notified))
      await cloud.notify(pick(random, WAYS)(`incoming/local/${id}`));

    const ends = await Promise.all(
      uploads.map(async ({ id }) => {
        const { status } = await system.airlock.decided(id);
        return { id, status, traces: await cloud.settled(id) };
      }),
    );
    expect(ends).toEqual(
      uploads.map(({ id, expected }) => ({
        id,
        status: expected,
        traces: expected === 'validated' ? ['clean', 'verdicts'] : ['verdicts'],
      })),
    );
    const events = await subscriber.all(uploads.map(({ id }) => id));
    for (const { id, expected } of uploads)
      expect(new Set(events.filter(({ subject }) => subject === id).map((event) => event.id))).toEqual(
        new Set([`${id}.${expected}`]),
      );
    const lost = uploads.filter(({ times }) => times === 0);
    for (const { id } of lost) {
      const times = asked.filter(({ subject }) => subject.includes(id)).length;
      expect(times).toBeGreaterThan(0);
      expect(times).toBeLessThanOrEqual(SCANNERS * ATTEMPTS);
    }
  });
});
