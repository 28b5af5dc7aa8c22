import { Logger } from '@nestjs/common';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayReadiness } from './gateway-readiness.js';

beforeAll(() => {
  Logger.overrideLogger(false);
});

let milliseconds: number;
let isAway: boolean;
let asked: number;
let readiness: GatewayReadiness;
beforeEach(() => {
  [milliseconds, isAway, asked] = [0, false, 0];
  const bucket = async () => {
    asked += 1;
    if (isAway) throw new Error('no route to host s3.internal');
  };
  const clock = { now: () => new Date(milliseconds), sleep: () => Promise.resolve() };
  readiness = new GatewayReadiness({ bucket }, clock);
});

const check = (passed = 1000) => {
  milliseconds += passed;
  return readiness.check();
};

describe('GatewayReadiness', () => {
  it('follows the bucket once it was usable: ok, degraded, ok', async () => {
    const seen = [await check()];
    isAway = true;
    seen.push(await check());
    isAway = false;
    seen.push(await check());
    expect(seen.map(({ status }) => status)).toEqual(['ok', 'degraded', 'ok']);
  });

  it('is unavailable until the bucket was reached once', async () => {
    isAway = true;
    const seen = [await check(), await check()];
    isAway = false;
    seen.push(await check());
    expect(seen.map(({ status }) => status)).toEqual(['unavailable', 'unavailable', 'ok']);
  });

  it('is unavailable while stopping, and asks nobody', async () => {
    readiness.onModuleDestroy();
    expect([(await check()).status, asked]).toEqual(['unavailable', 0]);
  });

  it('asks at most once a second, also while the answer is on its way', async () => {
    await Promise.all([check(0), check(0), check(999)]);
    await check(1);
    expect(asked).toBe(2);
  });

  it('says what is away without an address', async () => {
    await check();
    isAway = true;
    expect((await check()).detail).not.toContain('s3');
  });
});
