import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { VerdictStore, type UploadRef } from '#core';
import { aRejectedVerdict } from '#testing';
import { MAX_WATCHERS, VerdictWatch } from '../../apps/gateway/src/uploads/verdict-watch.js';
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

  it('lets only so many wait at a time', async () => {
    const { watch } = watching();
    const outcomes = Array.from({ length: MAX_WATCHERS }, () => watch.until(gateway.issued(), 20, never));
    const oneTooMany = await watch.until(gateway.issued(), 20, never);
    watch.onModuleDestroy();
    await Promise.all(outcomes);
    expect(oneTooMany).toBe('full');
  });

  it('makes room for the next when somebody leaves', async () => {
    const { watch } = watching();
    const client = new AbortController();
    const outcomes = Array.from({ length: MAX_WATCHERS }, (_, n) =>
      watch.until(gateway.issued(), 20, n === 0 ? client.signal : never),
    );
    client.abort();
    await outcomes[0];
    outcomes.push(watch.until(gateway.issued(), 20, never));
    watch.onModuleDestroy();
    expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['over']));
  });
});
