import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { VerdictStore, type UploadRef } from '#core';
import { aRejectedVerdict } from '#testing';
import {
  MAX_WATCHERS,
  MAX_WATCHERS_OF_SESSION,
  MAX_WATCHERS_OF_TENANT,
  VerdictWatch,
} from '../../apps/gateway/src/uploads/verdict-watch.js';
import { GatewayUnderTest } from './a-gateway.js';

let gateway: GatewayUnderTest;
let looks: number;
beforeEach(async () => {
  gateway = new GatewayUnderTest();
  looks = 0;
  const find = gateway.verdicts.find.bind(gateway.verdicts);
  gateway.verdicts.find = (...args) => {
    looks += 1;
    return find(...args);
  };
  await gateway.start();
});
afterEach(() => gateway.close());

const wait = (upload: UploadRef, seconds = 20) =>
  gateway.ask({ url: `/uploads/${upload.id}?wait=${seconds}` });
const secondsSince = (start: Date) => (gateway.clock.now().getTime() - start.getTime()) / 1000;

describe('waiting for a verdict', () => {
  it('answers as soon as there is one', async () => {
    const upload = gateway.arrive(gateway.issued());
    const start = gateway.clock.now();
    gateway.clock.after(5000, () => gateway.verdicts.put(upload, aRejectedVerdict()));
    expect((await wait(upload)).json).toMatchObject({ status: 'rejected' });
    expect(secondsSince(start)).toBeLessThan(5 + 2);
  });

  it('answers a completion as soon as there is one', async () => {
    const upload = gateway.arrive(gateway.issued());
    gateway.clock.after(5000, () => gateway.verdicts.put(upload, aRejectedVerdict()));
    const answer = await gateway.ask({ method: 'POST', url: `/uploads/${upload.id}/complete?wait=20` });
    expect(answer).toMatchObject({ status: 202, json: { status: 'rejected' } });
  });

  it('answers with the upload as it is by then when time is up', async () => {
    const upload = gateway.issued();
    const start = gateway.clock.now();
    gateway.clock.after(15_000, () => gateway.arrive(upload));
    expect((await wait(upload)).json).toMatchObject({ status: 'scanning' });
    expect(secondsSince(start)).toBe(20);
  });

  it('asks S3 less and less often', async () => {
    await wait(gateway.issued(), 20);
    // 2 at first, 0.1 + 0.2 + … + 1.6 s and then every 2 s, the last one cut short, and 2 at the end
    expect(looks).toBe(2 + 5 + 9 + 2);
  });

  it('does not wait for what is decided', async () => {
    const upload = gateway.issued();
    gateway.verdicts.put(upload, aRejectedVerdict());
    const start = gateway.clock.now();
    await wait(upload);
    expect(secondsSince(start)).toBe(0);
  });

  it('does not wait unless it is asked to', async () => {
    await wait(gateway.issued(), 0);
    expect(looks).toBe(2);
  });

  it('waits for no fraction that is not asked for', async () => {
    const start = gateway.clock.now();
    await gateway.ask({ url: `/uploads/${gateway.issued().id}?wait=0.25` });
    expect(secondsSince(start)).toBe(0.25);
  });
});

describe('VerdictWatch', () => {
  const never = new AbortController().signal;
  class Asleep {
    readonly sleepers: (() => void)[] = [];
    now = () => new Date(0);
    sleep = (_: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        this.sleepers.push(resolve);
        signal.addEventListener('abort', () => resolve());
      });
  }
  const watching = () => {
    const clock = new Asleep();
    return { clock, watch: new VerdictWatch(gateway.app.get(VerdictStore), clock) };
  };

  it('ends without asking S3 when the client leaves', async () => {
    const { watch } = watching();
    const client = new AbortController();
    const outcome = watch.until(gateway.issued(), 20, client.signal);
    client.abort();
    expect([await outcome, looks]).toEqual(['over', 0]);
  });

  it('ends at once for everybody when the process stops, and begins no more', async () => {
    const { watch } = watching();
    const outcomes = [1, 2, 3].map(() => watch.until(gateway.issued(), 20, never));
    watch.onModuleDestroy();
    expect(await Promise.all([...outcomes, watch.until(gateway.issued(), 20, never)])).toEqual(
      Array(4).fill('over'),
    );
  });

  const tenants = (count: number) => Array.from({ length: count }, (_, n) => `tenant-${n}`);
  const fill = (watch: VerdictWatch, tenant: string, count: number, gone = never) =>
    Array.from({ length: count }, () => watch.until(gateway.issued(tenant), 20, gone));

  it('lets only so many wait at a time', async () => {
    const { watch } = watching();
    const outcomes = tenants(MAX_WATCHERS).flatMap((tenant) => fill(watch, tenant, 1));
    const oneTooMany = await watch.until(gateway.issued('late'), 20, never);
    watch.onModuleDestroy();
    expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['over']));
    expect(oneTooMany).toBe('full');
  });

  it('keeps room for others, however many of one tenant wait', async () => {
    const { watch } = watching();
    const greedy = fill(watch, 'greedy', MAX_WATCHERS + 1);
    const modest = watch.until(gateway.issued('modest'), 20, never);
    watch.onModuleDestroy();
    const waited = (await Promise.all(greedy)).filter((outcome) => outcome !== 'full');
    expect([waited.length, await modest]).toEqual([MAX_WATCHERS_OF_TENANT, 'over']);
  });

  it('keeps room for other pages, and for the backend, however many of one session wait', async () => {
    const { watch } = watching();
    const until = (session?: string) =>
      watch.until({ ...gateway.issued(), ...(session !== undefined && { session }) }, 20, never);
    const greedy = Array.from({ length: MAX_WATCHERS_OF_SESSION + 5 }, () => until('greedy'));
    const others = [until('modest'), until()];
    watch.onModuleDestroy();
    const waited = (await Promise.all(greedy)).filter((outcome) => outcome !== 'full');
    expect([waited.length, ...(await Promise.all(others))]).toEqual([
      MAX_WATCHERS_OF_SESSION,
      'over',
      'over',
    ]);
  });

  it('knows whose session it is that waits', async () => {
    const key = await gateway.session();
    const { id } = (await gateway.presign(undefined, { key })).json as { id: string };
    const asked: unknown[] = [];
    gateway.app.get(VerdictWatch).until = async (upload) => (asked.push(upload), 'full');
    await gateway.ask({ url: `/uploads/${id}?wait=1`, key });
    await gateway.ask({ method: 'POST', url: `/uploads/${id}/complete?wait=1`, key });
    await wait(gateway.issued());
    const session = expect.stringMatching(/^[\w-]{20}$/);
    expect(asked).toEqual([
      { tenant: 'acme', id, session },
      { tenant: 'acme', id, session },
      { tenant: 'acme', id: expect.any(String) },
    ]);
  });

  it('makes room for the next when somebody leaves', async () => {
    const { watch } = watching();
    const client = new AbortController();
    const leaving = fill(watch, 'acme', 1, client.signal);
    const outcomes = [...leaving, ...fill(watch, 'acme', MAX_WATCHERS_OF_TENANT - 1)];
    client.abort();
    await Promise.all(leaving);
    outcomes.push(...fill(watch, 'acme', 1));
    watch.onModuleDestroy();
    expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['over']));
  });

  it('answers whom it has no room for at once, with what is known', async () => {
    const watch = gateway.app.get(VerdictWatch);
    watch.until = async () => 'full';
    const upload = gateway.arrive(gateway.issued());
    const start = gateway.clock.now();
    expect(await wait(upload)).toMatchObject({ status: 200, json: { status: 'scanning' } });
    expect(secondsSince(start)).toBe(0);
  });
});
