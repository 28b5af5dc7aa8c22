import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createBackend } from '#client';
import { eventually } from '../e2e/support/eventually.js';
import { genuinePdf } from '../e2e/support/samples.js';
import { ChaosProxy, type Fault } from '../faults/rig/chaos-proxy.js';
import { System } from '../faults/support/system.js';
import { DEV_API_KEY } from '../../tools/stack/environment.js';
import type { Outcome } from './support/attempt.js';
import { describeEverywhere, type Runtime } from './support/runtime.js';

const URL_TTL_SECONDS = 3;
/** S3 counts in whole seconds, and so may be one late. */
const EXPIRED_MILLISECONDS = (URL_TTL_SECONDS + 1) * 1000 + 500;
const VALIDATED = { verdict: { status: 'validated' } };

let system: System;
/** Between clients and S3. */
let storage: ChaosProxy;
/** What happens to the PUTs, in turn; those that come later pass. */
let steps: (() => Fault | undefined | Promise<Fault | undefined>)[];
/** The keys that were PUT to. */
let puts: string[];

beforeAll(async () => {
  system = await System.start();
  storage = new ChaosProxy(new URL(system.cloudEndpoint));
  storage.rule = ({ operation, subject }) => {
    if (operation !== 'PutObject') return undefined;
    puts.push(subject);
    return steps.shift()?.();
  };
  await system.run('gateway', {
    S3_PUBLIC_ENDPOINT: await storage.listen(),
    UPLOAD_URL_TTL_SECONDS: String(URL_TTL_SECONDS),
  });
  await system.run('scanner');
});
afterAll(async () => {
  await storage.close();
  await system.stop();
});
beforeEach(() => {
  steps = [];
  puts = [];
});

describeEverywhere('the client whose storage fails', (start) => {
  let runtime: Runtime;

  beforeAll(async () => {
    runtime = await start();
  });
  afterAll(() => runtime.close());

  async function attempt(): Promise<Outcome> {
    const { token } = await createBackend({ endpoint: system.url, apiKey: DEV_API_KEY }).createSession();
    const base64 = (await genuinePdf()).toString('base64');
    return runtime.attempt({ endpoint: system.url, token, filename: 'a.pdf', base64 });
  }
  const firstPut = () => eventually('a PUT', () => (puts.length > 0 ? true : undefined));

  it('sends again what was cut off or refused for a while', async () => {
    steps = [() => 'reset', () => 'slow-down', () => 'internal-error'];
    expect(await attempt()).toMatchObject(VALIDATED);
    expect(puts.length).toBeGreaterThan(3);
    expect(new Set(puts).size).toBe(1);
  });

  it('takes the 412 to a repeated PUT for the success that it is', async () => {
    const answered = Promise.withResolvers<undefined>();
    // While the first object is there, S3 refuses a second.
    system.scannerProxy.rule = ({ operation }) => (operation === 'GetObject' ? answered.promise : undefined);
    steps = [() => 'lost-answer'];
    const outcome = attempt();
    await eventually('the second PUT', () => (puts.length > 1 ? true : undefined));
    await eventually('its answer', () => (storage.inFlight.size === 0 ? true : undefined));
    answered.resolve(undefined);
    expect(await outcome).toMatchObject(VALIDATED);
    expect(new Set(puts).size).toBe(1);
  });

  it('asks for another URL when the first has expired on its way', async () => {
    steps = [() => pause(EXPIRED_MILLISECONDS, undefined)];
    expect(await attempt()).toMatchObject(VALIDATED);
    expect(new Set(puts).size).toBe(2);
  });

  it('goes on by itself when the network was cut in the middle of an upload', async () => {
    const cut = Promise.withResolvers<Fault>();
    steps = [() => cut.promise];
    const outcome = attempt();
    await firstPut();
    await runtime.whileOffline(() => cut.resolve('reset'));
    expect(await outcome).toMatchObject(VALIDATED);
  });

  it('stops at once when it is aborted, and sends nothing more', async () => {
    const held = Promise.withResolvers<undefined>();
    steps = [() => held.promise];
    const outcome = attempt();
    await firstPut();
    await runtime.abort();
    expect((await outcome).error).toMatchObject({ name: 'AbortError' });
    held.resolve(undefined);
    expect(puts).toHaveLength(1);
  });
});
