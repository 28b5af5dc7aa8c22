import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { put, upload } from '../e2e/support/airlock.js';
import type { Cloud, Subscriber } from '../e2e/support/cloud.js';
import { eventually } from '../e2e/support/eventually.js';
import { executable, genuinePdf, PDF } from '../e2e/support/samples.js';
import type { Fault } from '../../dev/faults/chaos-proxy.js';
import { stepOf } from '../../dev/faults/call.js';
import { System } from './support/system.js';

const FAULTS: readonly Fault[] = ['slow-down', 'lost-answer', 'truncated'];
const MORE_FAULTS: readonly Fault[] = ['reset', 'internal-error', { latencyMilliseconds: 500 }];
/** As often as the SDK tries, so that the scan itself fails once and its message comes again. Copies and bodies cut short are not tried again. */
const timesOf = (fault: Fault, step: string): number =>
  fault === 'truncated' || step.startsWith('CopyObject') ? 1 : 3;
const STEPS = {
  good: [
    'GetObject verdicts/',
    'GetObject incoming/',
    'CopyObject clean/',
    'PutObject verdicts/',
    'Publish',
    'DeleteObject incoming/',
  ],
  bad: [
    'GetObject verdicts/',
    'GetObject incoming/',
    'PutObject verdicts/',
    'DeleteObject clean/',
    'Publish',
    'DeleteObject incoming/',
  ],
} as const;

let system: System;
let cloud: Cloud;
let subscriber: Subscriber;

beforeAll(async () => {
  system = await System.start({ SCAN_CONCURRENCY: '32', SCAN_VISIBILITY_TIMEOUT_SECONDS: '5' });
  cloud = system.cloud;
  await system.run('gateway');
  subscriber = await cloud.subscribe();
}, 60_000);

afterAll(() => system.stop(), 60_000);

interface Case {
  readonly kind: 'good' | 'bad';
  readonly step: string;
  readonly id: string;
}

async function uploaded(kind: Case['kind'], step: string, onPresigned: (id: string) => void): Promise<Case> {
  const bytes = kind === 'good' ? await genuinePdf() : executable();
  const presigned = await system.airlock.presign({
    filename: `${kind}.pdf`,
    contentType: PDF,
    size: bytes.length,
  });
  onPresigned(presigned.id);
  await send(presigned, bytes);
  return { kind, step, id: presigned.id };
}

const send = async (presigned: Parameters<typeof put>[0], bytes: Uint8Array): Promise<void> => {
  expect((await put(presigned, bytes)).status).toBe(200);
};

describe('a scan', () => {
  it.each(process.env.LONG_TESTS === undefined ? FAULTS : [...FAULTS, ...MORE_FAULTS])(
    'ends as it should when any one of its calls meets: %j',
    async (fault) => {
      const left = new Map<string, number>();
      const steps = new Map<string, string>();
      let receives = 1;
      const scanner = await system.run('scanner'); // one for each fault: the SDK's quota of retries lasts for a process
      system.scannerProxy.rule = (call) => {
        if (call.operation === 'ReceiveMessage' && receives-- > 0) return fault;
        const id = [...steps.keys()].find((candidate) => call.subject.includes(candidate));
        if (id === undefined || steps.get(id) !== stepOf(call)) return undefined;
        const times = left.get(id) ?? timesOf(fault, stepOf(call));
        left.set(id, times - 1);
        return times > 0 ? fault : undefined;
      };
      const cases = await Promise.all(
        (['good', 'bad'] as const).flatMap((kind) =>
          STEPS[kind].map((step) => uploaded(kind, step, (id) => steps.set(id, step))),
        ),
      );
      const ends = await Promise.all(
        cases.map(async ({ kind, step, id }) => {
          const { status } = await system.airlock.decided(id);
          return { kind, step, status, traces: await cloud.settled(id) };
        }),
      );
      expect(ends).toEqual(
        cases.map(({ kind, step }) =>
          kind === 'good'
            ? { kind, step, status: 'validated', traces: ['clean', 'verdicts'] }
            : { kind, step, status: 'rejected', traces: ['verdicts'] },
        ),
      );
      for (const { id, kind } of cases) {
        const ids = (await subscriber.about(id)).map((event) => event.id);
        expect(new Set(ids)).toEqual(new Set([`${id}.${kind === 'good' ? 'validated' : 'rejected'}`]));
      }
      expect([...steps.keys()].filter((id) => !left.has(id))).toEqual([]); // every fault was met
      expect(await scanner.stop()).toBe(true);
    },
    120_000,
  );
});

describe('the gateway', () => {
  it('goes on signing while S3 is away, answers 503 with Retry-After for what needs it, and recovers by itself', async () => {
    const { airlock } = system;
    const scanner = await system.run('scanner');
    const { id } = await upload(airlock, await genuinePdf(), { filename: 'a.pdf', contentType: PDF });
    await airlock.decided(id);
    await scanner.stop();
    system.gatewayProxy.rule = () => 'reset';
    const presigned = await airlock.send('POST', '/uploads/presign', {
      filename: 'a.pdf',
      size: 1,
      contentType: PDF,
    });
    const status = await airlock.send<{ code: string }>('GET', `/uploads/${id}`);
    const ready = await eventually('readiness to notice', async () => {
      const answer = await airlock.send<{ status: string }>('GET', '/health/ready');
      return answer.body.status === 'ok' ? undefined : answer;
    });
    expect([presigned.status, status.status, status.body.code]).toEqual([201, 503, 'dependency-unavailable']);
    expect(Number(status.headers.get('retry-after'))).toBeGreaterThan(0);
    expect([ready.status, ready.body.status]).toEqual([200, 'degraded']);
    system.gatewayProxy.rule = () => undefined;
    await eventually('S3 to be back', async () =>
      (await airlock.get(id)).status === 200 ? true : undefined,
    );
    await eventually('readiness to recover', async () =>
      (await airlock.send<{ status: string }>('GET', '/health/ready')).body.status === 'ok'
        ? true
        : undefined,
    );
  }, 120_000);
});

describe('the scanner', () => {
  it('stops receiving while S3 is away, and recovers by itself', async () => {
    const { airlock, scannerProxy } = system;
    await system.run('scanner');
    const isS3 = (operation: string): boolean => /Object|Bucket/.test(operation);
    let receives = 0;
    scannerProxy.rule = ({ operation }) => {
      if (operation === 'ReceiveMessage') receives++;
      return isS3(operation) ? 'slow-down' : undefined;
    };
    const ids = await Promise.all(
      Array.from(
        { length: 12 },
        async () => (await upload(airlock, await genuinePdf(), { filename: 'a.pdf', contentType: PDF })).id,
      ),
    );
    await eventually('the scanner to pause', async () =>
      (await fetch(system.scannerReadyUrl)).status === 503 ? true : undefined,
    );
    const before = receives;
    const probed = scannerProxy.refused;
    await eventually('the bucket to be probed again and again', () =>
      scannerProxy.refused > probed + 3 ? true : undefined,
    );
    expect(receives).toBe(before);
    scannerProxy.rule = () => undefined;
    for (const id of ids) expect((await airlock.decided(id)).status).toBe('validated');
    expect((await fetch(system.scannerReadyUrl)).status).toBe(200);
  }, 120_000);
});
