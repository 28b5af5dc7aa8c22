import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stepOf } from './rig/call.js';
import { apiKey, DEV_API_KEY } from '../../tools/stack/environment.js';
import { Airlock, upload } from '../e2e/support/airlock.js';
import { eventually } from '../e2e/support/eventually.js';
import { genuinePdf, PDF } from '../e2e/support/samples.js';
import { System } from './support/system.js';

const OTHER_KEY = 'other-key';
const CONCURRENCY = 6;
/** More than there are slots, and fewer than a scanner holds. */
const GREEDY_OBJECTS = 30;
const HONEST_OBJECTS = 8;

let system: System;
let other: Airlock;

beforeAll(async () => {
  system = await System.start({
    API_KEYS: `${apiKey('local', DEV_API_KEY)},${apiKey('other', OTHER_KEY)}`,
    SCAN_CONCURRENCY: String(CONCURRENCY),
    // Nobody may say that a message came back because its scan took so long.
    SCAN_VISIBILITY_TIMEOUT_SECONDS: '600',
  });
  other = new Airlock(system.url, OTHER_KEY);
  await system.run('gateway');
});

afterAll(() => system.stop());

describe(`a tenant with ${GREEDY_OBJECTS} objects whose scans take for ever`, () => {
  const greedy: string[] = [];
  const released = Promise.withResolvers<undefined>();
  const scanning = new Set<string>();

  it('keeps nobody waiting: the uploads of another are decided meanwhile', async () => {
    system.scannerProxy.rule = (call) => {
      if (stepOf(call) !== 'GetObject incoming/' || !call.subject.includes('/local/')) return undefined;
      scanning.add(call.subject);
      return released.promise;
    };
    const pdf = await genuinePdf();
    for (let number = 0; number < GREEDY_OBJECTS; number++)
      greedy.push((await upload(system.airlock, pdf, { filename: `${number}.pdf`, contentType: PDF })).id);
    await system.run('scanner');
    await eventually('the slots to be taken', () => (scanning.size >= CONCURRENCY - 1 ? true : undefined));
    for (let number = 0; number < HONEST_OBJECTS; number++) {
      const { id } = await upload(other, pdf, { filename: `${number}.pdf`, contentType: PDF });
      expect((await other.decided(id)).status).toBe('validated');
    }
    expect(scanning.size).toBe(CONCURRENCY - 1); // one slot is for whoever comes
    expect((await system.airlock.get(greedy[0] ?? '')).body.status).toBe('scanning');
  });

  it('loses none of them: each is decided at its first delivery', async () => {
    released.resolve(undefined);
    for (const id of greedy) expect((await system.airlock.decided(id)).status).toBe('validated');
    const deliveries = () => system.said('Scan', '"local"');
    await eventually('all to be settled', () => (deliveries().length === GREEDY_OBJECTS ? true : undefined));
    expect(deliveries().filter((line) => !line.includes('"receiveCount":1'))).toEqual([]);
  });
});
