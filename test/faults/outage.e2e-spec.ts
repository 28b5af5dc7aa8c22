import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Call } from './rig/call.js';
import type { Running } from '../../tools/stack/running.js';
import { type Problem, upload } from '../e2e/support/airlock.js';
import type { Subscriber } from '../e2e/support/cloud.js';
import { eventually } from '../e2e/support/eventually.js';
import { genuinePdf, PDF } from '../e2e/support/samples.js';
import { System } from './support/system.js';

/** A minute in a long run; else until it has been noticed everywhere. */
const OUTAGE_MILLISECONDS = process.env.LONG_TESTS === undefined ? 0 : 60_000;
const UPLOADS = 6;

type Service = 'S3' | 'SQS' | 'SNS';

function serviceOf({ operation }: Call): Service {
  if (/Object|Bucket|bucket/.test(operation)) return 'S3';
  return operation === 'Publish' || operation.includes('Topic') ? 'SNS' : 'SQS';
}

/** What the gateway answers meanwhile: presigning needs none of them. */
const MEANWHILE = {
  S3: { presign: 201, status: 503, erase: 503, ready: 'degraded' },
  SQS: { presign: 201, status: 200, erase: 503, ready: 'ok' },
  SNS: { presign: 201, status: 200, erase: 204, ready: 'ok' },
} as const;

let system: System;
let subscriber: Subscriber;
const running: Running[] = [];
const hasEnded = new Set<Running>();

beforeAll(async () => {
  system = await System.start();
  for (const name of ['gateway', 'scanner', 'consumer'] as const) running.push(await system.run(name));
  for (const app of running) void app.ended.then(() => hasEnded.add(app));
  subscriber = await system.cloud.subscribe();
});

afterAll(() => system.stop());

const sent = async (): Promise<string> =>
  (await upload(system.airlock, await genuinePdf(), { filename: 'a.pdf', contentType: PDF })).id;

/** How often the scan queue was asked for messages. */
let receives = 0;

function takeAway(service: Service): void {
  for (const proxy of [system.gatewayProxy, system.scannerProxy, system.consumerProxy])
    proxy.rule = (call) => {
      if (proxy === system.scannerProxy && call.operation === 'ReceiveMessage') receives++;
      return serviceOf(call) === service ? 'reset' : undefined;
    };
}

function giveBack(): void {
  for (const proxy of [system.gatewayProxy, system.scannerProxy, system.consumerProxy])
    proxy.rule = () => undefined;
}

const isReady = async (name: 'scanner' | 'consumer'): Promise<boolean> =>
  (await system.health(name, 'ready')).status === 200;

async function readiness(): Promise<string> {
  return (await system.airlock.send<{ status: string }>('GET', '/health/ready')).body.status;
}

describe.each<Service>(['S3', 'SQS', 'SNS'])('while %s is away', (service) => {
  let known: string;
  let late: string[];

  it('the gateway goes on signing, and answers 503 with Retry-After to what needs it', async () => {
    known = await sent();
    await system.airlock.decided(known);
    await system.cloud.settled(known);
    takeAway(service);
    const presign = await system.airlock.send('POST', '/uploads/presign', {
      filename: 'a.pdf',
      size: 1,
      contentType: PDF,
    });
    const status = await system.airlock.send<Problem>('GET', `/uploads/${known}`);
    const erase = await system.airlock.send<Problem>('DELETE', `/uploads/${known}`);
    const expected = MEANWHILE[service];
    const answers = { presign: presign.status, status: status.status, erase: erase.status };
    expect({ ...answers, ready: expected.ready }).toEqual(expected);
    for (const refused of [status, erase].filter((answer) => answer.status === 503)) {
      expect(refused.body.code).toBe('dependency-unavailable');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await eventually('readiness to say so', async () =>
      (await readiness()) === expected.ready ? true : undefined,
    );
  });

  it('the scanner says that it is not ready, and takes no messages that it cannot settle', async () => {
    late = await Promise.all(Array.from({ length: UPLOADS }, sent));
    await eventually('the scanner to notice', async () => ((await isReady('scanner')) ? undefined : true));
    const received = receives;
    const noticedAt = Date.now();
    const asked = system.scannerProxy.refused;
    await eventually('it to be asked for again and again', () =>
      system.scannerProxy.refused > asked + 3 && Date.now() - noticedAt >= OUTAGE_MILLISECONDS
        ? true
        : undefined,
    );
    if (service !== 'SQS') expect(receives).toBe(received);
    // It notices by itself: no message of its own brings it to.
    else
      await eventually('the consumer to notice', async () =>
        (await isReady('consumer')) ? undefined : true,
      );
    for (const name of ['scanner', 'consumer'] as const)
      expect((await system.health(name, 'live')).status).toBe(200);
    expect(hasEnded.size).toBe(0);
  });

  it('nothing is lost: all is decided when it is back, and ready again, and nobody was restarted', async () => {
    giveBack();
    for (const id of late) {
      expect((await system.airlock.decided(id)).status).toBe('validated');
      expect(await system.cloud.settled(id)).toEqual(['clean', 'verdicts']);
      const ids = (await subscriber.about(id)).map((event) => event.id);
      expect(new Set(ids)).toEqual(new Set([`${id}.validated`]));
      const deliveries = await eventually('its line in the log', () => mostDeliveries(id));
      expect(deliveries).toBeLessThanOrEqual(2); // the outage cost it one
    }
    await eventually('all to be ready', async () =>
      (await readiness()) === 'ok' && (await isReady('scanner')) && (await isReady('consumer'))
        ? true
        : undefined,
    );
    expect(await system.airlock.erase(known)).toBe(204);
    expect(hasEnded.size).toBe(0);
  });
});

/** By the scanner's own lines about an upload, if there are any yet. */
function mostDeliveries(id: string): number | undefined {
  const counts = system.said('Scan', id).map((line) => Number(/"receiveCount":(\d+)/.exec(line)?.[1]));
  return counts.length === 0 ? undefined : Math.max(...counts);
}
