import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '../../tools/demo/client.js';
import { randomFrom } from '../faults/rig/random.js';
import { System } from '../faults/rig/system.js';
import { DEV_API_KEY } from '../../tools/stack/environment.js';
import { MortalScanners, randomFaults } from './chaos.js';
import { SoakCloud } from './cloud.js';
import { Documents } from './documents.js';
import { type Report, reportOn } from './report.js';
import { sendAll } from './traffic.js';

/** Losses are to be found in seconds here, again and again. */
const SCANNER = {
  SWEEP_INTERVAL_SECONDS: '1',
  SWEEP_AGES_SECONDS: '3,6,9,12,18,24,30,45,60,75,90,105,120,180,240,300',
  SWEEP_REQUESTS_PER_MINUTE: '60000',
};
const REST_POLL_MILLISECONDS = 250;
const REST_MILLISECONDS = 180_000;

export interface SoakOptions {
  readonly uploads: number;
  readonly seed: number;
  readonly onSent?: (count: number) => void;
}

export interface SoakResult extends Report {
  readonly kills: number;
  readonly faults: number;
}

/** Uploads on a system of its own whose scanners are killed, whose calls fail, and whose notifications come never, once or three times. */
export async function soak({ uploads, seed, onSent = () => undefined }: SoakOptions): Promise<SoakResult> {
  const random = randomFrom(seed);
  const system = await System.start({ RATE_LIMIT_PER_MINUTE: '0' });
  const cloud = new SoakCloud(system.cloudEndpoint);
  const client = new Client(system.url, DEV_API_KEY);
  try {
    await cloud.takeOver();
    await system.run('gateway');
    const documents = await Documents.load();
    const scanners = new MortalScanners(system, random, SCANNER);
    system.scannerProxy.rule = system.gatewayProxy.rule = randomFaults(random);
    const sent = await sendAll(uploads, { client, cloud, documents, random }, (count) => {
      scanners.onSent(count);
      onSent(count);
    }).finally(() => scanners.areUp());
    system.scannerProxy.rule = system.gatewayProxy.rule = () => undefined;
    await atRest(cloud);
    const faults = system.scannerProxy.refused + system.gatewayProxy.refused;
    return { ...(await reportOn(sent, { cloud, client })), kills: scanners.kills, faults };
  } finally {
    cloud.close();
    await system.stop();
  }
}

/** Nothing left to scan, or too long waited for: what is still there is then reported as lost. */
async function atRest(cloud: SoakCloud): Promise<void> {
  const deadline = Date.now() + REST_MILLISECONDS;
  while (Date.now() < deadline) {
    if ((await cloud.backlog()) === 0 && (await cloud.census()).incoming.size === 0) return;
    await pause(REST_POLL_MILLISECONDS);
  }
}
