import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Pacing, Sweep, Swept, Window } from './sweep.js';
import { SystemClock } from '#service';
import { Sweeper } from './sweeper.js';

const INTERVAL_SECONDS = 60;
const LONGEST_INTERVAL_MILLISECONDS = 1.1 * INTERVAL_SECONDS * 1000;
const REQUESTS_PER_MINUTE = 30;

let windows: Window[];
let sweeper: Sweeper;

beforeEach(() => {
  jest.useFakeTimers();
  Logger.overrideLogger(false);
  windows = [];
});
afterEach(async () => {
  await sweeper.onModuleDestroy();
  jest.useRealTimers();
});

/** Sweeps as it is told; notes what it was asked to look for. */
function startsWith(pass: (pacing: Pacing) => Promise<Swept>): void {
  const run = async (window: Window, pacing: Pacing): Promise<Swept> => {
    windows.push(window);
    return pass(pacing);
  };
  sweeper = new Sweeper({ run } as unknown as Sweep, new SystemClock(), {
    intervalSeconds: INTERVAL_SECONDS,
    requestsPerMinute: REQUESTS_PER_MINUTE,
  });
  sweeper.onApplicationBootstrap();
}
const nextPass = (): Promise<void> => jest.advanceTimersByTimeAsync(LONGEST_INTERVAL_MILLISECONDS);

describe('a sweeper', () => {
  it('looks in each pass for what came due since the last one began', async () => {
    startsWith(async () => ({ requested: 0 }));
    for (let passes = 0; passes < 3; passes++) await nextPass();
    expect(windows.length).toBeGreaterThanOrEqual(3);
    for (const [index, { since }] of windows.slice(1).entries()) expect(since).toEqual(windows[index]?.now);
  });

  it('looks again for what a pass that failed has missed', async () => {
    let isAway = true;
    startsWith(async () => {
      if (isAway) throw new Error('S3 is away');
      return { requested: 0 };
    });
    await nextPass();
    isAway = false;
    await nextPass();
    expect(windows[1]?.since).toEqual(windows[0]?.since);
    expect(windows[1]?.now.getTime()).toBeGreaterThan(windows[0]?.now.getTime() ?? Infinity);
  });

  it('goes on with what the queue had no room for before it looks for more', async () => {
    const rest: Window = { since: new Date(0), now: new Date(1000), after: 'incoming/acme/b' };
    const answers: Swept[] = [{ requested: 1, rest }, { requested: 1 }, { requested: 0 }];
    startsWith(async () => answers.shift() ?? { requested: 0 });
    for (let passes = 0; passes < 3; passes++) await nextPass();
    expect(windows[1]).toEqual(rest);
    expect(windows[2]?.since).toEqual(rest.now);
    expect(windows[2]).not.toHaveProperty('after');
  });

  it('spends no more than its requests a minute', async () => {
    let requests = 0;
    startsWith(async ({ pace }) => {
      for (;;) {
        await pace();
        requests++;
      }
    });
    await nextPass();
    const before = requests;
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect(requests - before).toBeLessThanOrEqual(10 * REQUESTS_PER_MINUTE);
    expect(requests - before).toBeGreaterThanOrEqual(10 * REQUESTS_PER_MINUTE - 1);
  });

  it('stops in the middle of a pass', async () => {
    let requests = 0;
    startsWith(async ({ pace }) => {
      for (;;) {
        await pace();
        requests++;
      }
    });
    await nextPass();
    await sweeper.onModuleDestroy();
    const before = requests;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(requests).toBe(before);
  });

  it('does not sweep where its interval is 0', async () => {
    startsWith(async () => ({ requested: 0 }));
    await sweeper.onModuleDestroy();
    windows = [];
    sweeper = new Sweeper({ run: () => windows.push() } as unknown as Sweep, new SystemClock(), {
      intervalSeconds: 0,
      requestsPerMinute: 1,
    });
    sweeper.onApplicationBootstrap();
    await nextPass();
    expect(windows).toEqual([]);
  });
});
