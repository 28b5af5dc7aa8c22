import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { upload } from '../e2e/support/airlock.js';
import type { Cloud, Subscriber } from '../e2e/support/cloud.js';
import { eventually } from '../e2e/support/eventually.js';
import { executable, genuinePdf, PDF } from '../e2e/support/samples.js';
import { Steps } from './support/steps.js';
import { System } from './support/system.js';

let system: System;
let cloud: Cloud;
let subscriber: Subscriber;

beforeAll(async () => {
  system = await System.start();
  cloud = system.cloud;
  await system.run('gateway');
  subscriber = await cloud.subscribe();
}, 60_000);

afterAll(() => system.stop(), 60_000);

/** One good and one bad object, uploaded at the same time. */
async function twoUploads(): Promise<{ good: string; bad: string }> {
  const [pdf, elf] = [await genuinePdf(), executable()];
  const [good, bad] = await Promise.all([
    upload(system.airlock, pdf, { filename: 'good.pdf', contentType: PDF }),
    upload(system.airlock, elf, { filename: 'bad.pdf', contentType: PDF }),
  ]);
  return { good: good.id, bad: bad.id };
}

async function expectPromise({ good, bad }: { good: string; bad: string }, when: string): Promise<void> {
  const decided = [await system.airlock.decided(good), await system.airlock.decided(bad)];
  const traces = [await cloud.settled(good), await cloud.settled(bad)];
  const events = [await subscriber.about(good), await subscriber.about(bad)];
  expect({
    when,
    statuses: decided.map(({ status }) => status),
    traces,
    eventIds: events.map((about) => [...new Set(about.map(({ id }) => id))]),
  }).toEqual({
    when,
    statuses: ['validated', 'rejected'],
    traces: [['clean', 'verdicts'], ['verdicts']],
    eventIds: [[`${good}.validated`], [`${bad}.rejected`]],
  });
}

describe('a scanner that is killed', () => {
  let steps: Steps;

  it('makes the calls that a scan is made of, one after another', async () => {
    const uploads = await twoUploads();
    steps = new Steps([uploads.good, uploads.bad]);
    system.scannerProxy.rule = (call) => void steps.take(call);
    const scanner = await system.run('scanner');
    await expectPromise(uploads, 'nothing is killed');
    await eventually('both messages to be acknowledged', () =>
      [...steps.of.values()].every((taken) => taken.includes('DeleteMessage')) ? true : undefined,
    );
    expect(steps.of.get(uploads.good)).toEqual([
      'GetObject verdicts/',
      'GetObject incoming/',
      'CopyObject clean/',
      'PutObject verdicts/',
      'Publish',
      'DeleteObject incoming/',
      'DeleteMessage',
    ]);
    expect(steps.of.get(uploads.bad)).toEqual([
      'GetObject verdicts/',
      'GetObject incoming/',
      'PutObject verdicts/',
      'DeleteObject clean/',
      'Publish',
      'DeleteObject incoming/',
      'DeleteMessage',
    ]);
    scanner.kill();
    await scanner.ended;
  }, 60_000);

  it('keeps every promise, whichever of these calls it dies before', async () => {
    const count = Math.max(...[...steps.of.values()].map((taken) => taken.length));
    let scanner = await system.run('scanner');
    for (let point = 0; point < count; point++) {
      const reached = new Set<string>();
      const held = Promise.withResolvers<undefined>(); // never forwarded: when it resolves, the scanner is gone
      system.scannerProxy.rule = async (call) => {
        const step = (await uploading).steps.take(call);
        if (step?.number !== point) return undefined;
        reached.add(step.id);
        return held.promise;
      };
      const uploading = twoUploads().then((uploads) => ({
        uploads,
        steps: new Steps(Object.values(uploads)),
      }));
      const { uploads } = await uploading;
      await eventually(`both scans to reach call ${point}`, () => (reached.size === 2 ? true : undefined));
      scanner.kill();
      await scanner.ended;
      held.resolve(undefined);
      system.scannerProxy.rule = () => undefined;
      scanner = await system.run('scanner'); // the heir, and the next to die
      await expectPromise(uploads, `it died before call ${point}`);
    }
  }, 180_000);
});
