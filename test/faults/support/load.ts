import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { atMost } from '../rig/at-most.js';
import { type Census, census } from '../rig/census.js';
import type { Running } from '../../../tools/stack/running.js';
import { upload } from '../../e2e/support/airlock.js';
import { BUCKET, type Cloud, type Subscriber } from '../../e2e/support/cloud.js';
import { eventually } from '../../e2e/support/eventually.js';
import { executable, genuinePdf, PDF } from '../../e2e/support/samples.js';
import { residentBytes } from './resident.js';
import { System } from './system.js';

const CONCURRENCY = 4;
const CLIENTS = 8;
/** Nobody waits as long: work that a stopped scanner kept would be missed. */
const VISIBILITY_TIMEOUT_SECONDS = 600;
/** What was on its way to a poll that a stopping scanner broke off comes back after this. */
const BRIEF = { SCAN_VISIBILITY_TIMEOUT_SECONDS: '5' };
/** The first ones fill caches and let the compiler settle. */
const WARM_UP_PART = 0.2;
const MAX_GROWTH_RATIO = 1.5;
const LARGE_BYTES = 1_500_000;

export interface Load {
  /** Uploads that wait in the queue when a scanner starts. */
  readonly queued: number;
  /** Uploads that come while scanners are stopped and started. */
  readonly rolling: number;
  readonly patienceMilliseconds: number;
}

/** What is promised under load, with as much of it as one likes. */
export function describeLoad({ queued, rolling, patienceMilliseconds }: Load): void {
  let system: System;
  let cloud: Cloud;
  let subscriber: Subscriber;
  let scanner: Running;
  const ids: string[] = [];

  beforeAll(async () => {
    system = await System.start({
      SCAN_CONCURRENCY: String(CONCURRENCY),
      SCAN_VISIBILITY_TIMEOUT_SECONDS: String(VISIBILITY_TIMEOUT_SECONDS),
      RATE_LIMIT_PER_MINUTE: '0',
    });
    cloud = system.cloud;
    subscriber = await cloud.subscribe();
    await system.run('gateway');
  }, 60_000);

  afterAll(() => system.stop(), 60_000);

  /** Every other one good, and every eighth large. */
  async function send(count: number): Promise<void> {
    const [pdf, elf] = [await genuinePdf(), executable()];
    const large = inflated(pdf);
    await atMost(CLIENTS, count, async (number) => {
      const bytes = number % 8 === 0 ? large : number % 2 === 0 ? pdf : elf;
      ids.push((await upload(system.airlock, bytes, { filename: `${number}.pdf`, contentType: PDF })).id);
    });
  }

  const counted = (): Promise<Census> => census(cloud.s3, BUCKET);

  /** Asks the queue, and for the thousands of keys only when it is empty: this process is the scanner's proxy too. */
  const settled = (
    onPoll: (waiting: number, held: number) => Promise<void> = async () => undefined,
  ): Promise<Census> =>
    eventually(
      'everything to be decided and settled',
      async () => {
        const { visible, held } = await queue();
        await onPoll(visible + held, held);
        if (visible + held > 0) return undefined;
        const found = await counted();
        return found.incoming.size === 0 && found.verdicts.size === ids.length ? found : undefined;
      },
      patienceMilliseconds,
    );

  const queue = () => cloud.messages('airlock-scan');

  describe(`a scanner that finds ${queued} objects in its queue`, () => {
    it(
      'scans no more of them at once than it may, holds no more than ten times as many, and its memory stays flat',
      async () => {
        await send(queued);
        let mostAtOnce = 0;
        system.scannerProxy.rule = () => {
          const aboutObjects = [...system.scannerProxy.inFlight].filter(({ prefix }) => prefix !== '');
          mostAtOnce = Math.max(mostAtOnce, aboutObjects.length);
          return undefined;
        };
        scanner = await system.run('scanner');
        const samples: { waiting: number; held: number; bytes: number }[] = [];
        await settled(async (waiting, held) => {
          samples.push({ waiting, held, bytes: await residentBytes(scanner.pid ?? 0) });
        });
        const warm = samples.find(({ waiting }) => waiting < queued * (1 - WARM_UP_PART))?.bytes ?? 0;
        const most = Math.max(...samples.map(({ bytes }) => bytes));
        expect(warm).toBeGreaterThan(0);
        expect(most / warm).toBeLessThan(MAX_GROWTH_RATIO);
        expect(Math.max(...samples.map(({ held }) => held))).toBeLessThanOrEqual(10 * CONCURRENCY);
        expect(mostAtOnce).toBeGreaterThan(1);
        expect(mostAtOnce).toBeLessThanOrEqual(CONCURRENCY);
      },
      patienceMilliseconds,
    );
  });

  describe('a scanner that is told to stop under load', () => {
    it(
      'finishes what it holds and keeps nothing back from the one that takes over',
      async () => {
        const before = ids.length;
        const scanning = new Set<string>();
        system.scannerProxy.rule = ({ prefix, subject }) => {
          if (prefix === 'incoming/') scanning.add(subject.replace(/^.*\//, ''));
          return prefix === '' ? undefined : { latencyMilliseconds: 50 };
        };
        await send(rolling);
        await eventually('the scanner to be at work', () =>
          scanning.size >= CONCURRENCY ? true : undefined,
        );
        expect(await scanner.stop()).toBe(true); // by itself
        const { incoming, verdicts } = await counted();
        expect(incoming.size).toBeGreaterThan(0); // there was more to do
        expect([...scanning].filter((id) => incoming.has(id))).toEqual([]);
        expect(verdicts.size + incoming.size).toBe(ids.length);
        expect(await queue()).toEqual({ visible: incoming.size, held: 0 });
        expect(verdicts.size).toBeGreaterThan(before);

        system.scannerProxy.rule = () => undefined;
        scanner = await system.run('scanner', BRIEF);
        await settled();
      },
      patienceMilliseconds,
    );
  });

  describe('a rolling restart of two scanners', () => {
    it(
      'loses nothing and says nothing under two ids',
      async () => {
        const other = await system.runAnother('scanner', BRIEF);
        const sent = send(rolling);
        const successor = await system.runAnother('scanner', BRIEF);
        await other.stop();
        await scanner.stop();
        scanner = await system.run('scanner', BRIEF);
        await successor.stop();
        await sent;
        const { clean } = await settled();
        const announced = new Map(ids.map((id) => [id, new Set<string>()]));
        for (const { subject, id } of await subscriber.all(ids)) announced.get(subject)?.add(id);
        expect(announced).toEqual(
          new Map(ids.map((id) => [id, new Set([`${id}.${clean.has(id) ? 'validated' : 'rejected'}`])])),
        );
        expect(clean.size).toBe(Math.ceil(queued / 2) + 2 * Math.ceil(rolling / 2));
        expect(await queue()).toEqual({ visible: 0, held: 0 });
      },
      patienceMilliseconds,
    );
  });
}

/** A genuine document with much in it that nobody sees: comments between its trailer and its end. */
function inflated(pdf: Buffer): Buffer {
  const end = pdf.lastIndexOf('startxref');
  const comment = Buffer.from(`%${'x'.repeat(78)}\n`);
  const filler = Buffer.alloc(Math.ceil(LARGE_BYTES / comment.length) * comment.length, comment);
  return Buffer.concat([pdf.subarray(0, end), filler, pdf.subarray(end)]);
}
