import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aBody, aPromise, aServer, captureLog, ended, until } from '../../test/a-server.js';
import { MessageRefused } from '../exceptions/message-refused.js';

class DependencyAway extends Error {}
const isDependencyFailure = (error: unknown) => error instanceof DependencyAway;

let log: string[];
beforeEach(() => {
  jest.useFakeTimers();
  log = captureLog();
});
afterEach(() => void jest.useRealTimers());

describe('a dependency that fails', () => {
  it('pauses receiving until the probe passes', async () => {
    let isAway = true;
    const probe = jest.fn(async () => {
      if (isAway) throw new DependencyAway('S3 is away');
    });
    const { sqs, server, handle, listen } = aServer({ isDependencyFailure, probe });
    handle('p', () => {
      if (isAway) throw new DependencyAway('S3 is away');
    });
    listen();
    sqs.put(aBody('p'));
    await until(() => probe.mock.calls.length > 20);
    expect(server.state).toBe('paused');
    expect(sqs.waiting).toHaveLength(1);
    const receives = sqs.count('receive');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sqs.count('receive')).toBe(receives);
    isAway = false;
    await until(() => sqs.waiting.length === 0);
    expect(server.state).toBe('receiving');
    await ended(server.close());
  });

  it('uses up one receive of each message in hand, however long it lasts', async () => {
    let isAway = true;
    const { sqs, server, handle, listen } = aServer({
      isDependencyFailure,
      probe: async () => {
        if (isAway) throw new DependencyAway();
      },
    });
    const counts: number[] = [];
    handle('p', (_, context) => {
      if (isAway) throw new DependencyAway();
      counts.push(context.getReceiveCount());
    });
    for (let message = 0; message < 30; message++) sqs.put(aBody('p'));
    listen();
    await jest.advanceTimersByTimeAsync(20 * 60_000);
    isAway = false;
    await until(() => sqs.waiting.length === 0);
    expect(Math.max(...counts)).toBe(2);
    expect(counts.filter((count) => count === 2)).toHaveLength(10);
    await ended(server.close());
  });

  it('aborts the long poll: what it brought could not be handled', async () => {
    const { sqs, server, handle, listen } = aServer({
      isDependencyFailure,
      probe: () => Promise.reject(new Error()),
    });
    const work = aPromise();
    handle('p', () => work.promise);
    listen();
    sqs.put(aBody('p'));
    await until(() => sqs.polling === 1);
    work.reject(new DependencyAway());
    await until(() => sqs.polling === 0);
    sqs.put(aBody('p'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sqs.visible).toContain(aBody('p'));
    await ended(server.close());
  });

  it('skips the packets that follow', async () => {
    const { sqs, server, handle, listen } = aServer({
      isDependencyFailure,
      probe: () => Promise.reject(new Error()),
    });
    const seen: unknown[] = [];
    handle('p', (datum) => {
      seen.push(datum);
      throw new DependencyAway();
    });
    listen();
    sqs.put(aBody('p', 1, 2));
    await until(() => server.state === 'paused' && seen.length > 0);
    expect(seen).toEqual([1]);
    await ended(server.close());
  });

  it('makes for longer and longer pauses where no probe tells when it is back', async () => {
    const { sqs, server, handle, listen } = aServer({ isDependencyFailure });
    let attempts = 0;
    handle('p', () => {
      attempts += 1;
      throw new DependencyAway();
    });
    for (let message = 0; message < 1000; message++) sqs.put(aBody('p'));
    listen();
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    // 10 at a time: 1 + 2 + 4 + 8 + 16 s, then every 15 to 30 s.
    expect(attempts).toBeLessThanOrEqual(10 * (6 + 40));
    await ended(server.close());
  });

  it('is forgotten once a message got through', async () => {
    let isAway = true;
    const pauses: number[] = [];
    let failedAt = 0;
    const { sqs, server, handle, listen } = aServer({
      isDependencyFailure,
      probe: async () => void pauses.push(performance.now() - failedAt),
    });
    handle('p', () => {
      if (!isAway) return;
      failedAt = performance.now();
      throw new DependencyAway();
    });
    listen();
    sqs.put(aBody('p'));
    await until(() => pauses.length === 5);
    isAway = false;
    await until(() => sqs.waiting.length === 0);
    isAway = true;
    sqs.put(aBody('p'));
    await until(() => pauses.length === 6);
    expect(pauses[4]).toBeGreaterThanOrEqual(8000);
    expect(pauses[5]).toBeLessThanOrEqual(1001);
    await ended(server.close());
  });

  it('that has a probe which never answers is probed again', async () => {
    let probes = 0;
    const { sqs, server, handle, listen } = aServer({
      isDependencyFailure,
      probe: () => (++probes === 1 ? new Promise(() => undefined) : Promise.resolve()),
    });
    let failures = 0;
    handle('p', () => {
      if (++failures === 1) throw new DependencyAway();
    });
    listen();
    sqs.put(aBody('p'));
    await until(() => sqs.waiting.length === 0);
    expect(probes).toBe(2);
    expect(log.join('\n')).toContain('the dependency is still away: no answer within 10000 ms');
    await ended(server.close());
  });

  it('does not undo a stop', async () => {
    const { sqs, server, handle, listen } = aServer({ isDependencyFailure });
    const work = aPromise();
    let isHeld = false;
    handle('p', () => {
      isHeld = true;
      return work.promise;
    });
    const states: string[] = [];
    server.on('state', (state) => void states.push(state));
    listen();
    sqs.put(aBody('p'));
    await until(() => isHeld);
    const closing = server.close();
    work.reject(new DependencyAway());
    await ended(closing);
    expect(states).toEqual(['paused', 'receiving', 'draining', 'stopped']);
  });

  it('does not hold up the stop', async () => {
    const { sqs, server, handle, listen } = aServer({
      isDependencyFailure,
      probe: () => new Promise(() => undefined),
    });
    let failures = 0;
    handle('p', () => {
      failures += 1;
      throw new DependencyAway();
    });
    listen();
    sqs.put(aBody('p'));
    await until(() => failures === 1);
    await jest.advanceTimersByTimeAsync(3000);
    await ended(server.close());
    expect(server.state).toBe('stopped');
  });
});

it('does not take a refusal for an outage', async () => {
  const { sqs, server, handle, listen } = aServer({ isDependencyFailure: () => true });
  handle('p', () => Promise.reject(new MessageRefused('no')));
  listen();
  sqs.put(aBody('p'));
  await until(() => sqs.deadLetters.length === 1);
  expect(server.state).toBe('receiving');
  await ended(server.close());
});

it('takes a predicate that throws for a no', async () => {
  const { sqs, server, handle, listen } = aServer({
    isDependencyFailure: () => {
      throw new Error('predicate');
    },
  });
  let attempts = 0;
  handle('p', () => {
    if (++attempts === 1) throw new Error('broken');
  });
  listen();
  sqs.put(aBody('p'));
  await until(() => sqs.waiting.length === 0);
  expect(log.join('\n')).toContain('isDependencyFailure failed: predicate');
  await ended(server.close());
});
