import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aBody, aPromise, aServer, captureLog, ended, until } from '../../test/a-server.js';
import type { FakeSqs } from '../../test/fake-sqs.js';
import type { SqsPacket } from '../index.js';

beforeEach(() => {
  jest.useFakeTimers();
  captureLog();
});
afterEach(() => void jest.useRealTimers());

const groupOf = ([first]: readonly SqsPacket[]): string => String(first?.data);

/** Messages that nobody else gets. */
const held = ({ waiting, visible }: FakeSqs): number => waiting.length - visible.length;

/** A server that is told whose messages are whose, and how many of each are at work. */
function aFairServer(concurrency: number) {
  const server = aServer({ concurrency, groupOf });
  const work = aPromise();
  const started: unknown[] = [];
  server.handle('p', (group) => {
    started.push(group);
    return group === 'greedy' ? work.promise : undefined;
  });
  return { ...server, started, finish: work.resolve };
}

describe('messages of several groups', () => {
  it('of which one has many that take long: the others are handled meanwhile', async () => {
    const { sqs, server, listen, started, finish } = aFairServer(4);
    for (let message = 0; message < 30; message++) sqs.put(aBody('p', 'greedy'));
    listen();
    await until(() => sqs.count('receive') >= 3 && started.length === 3);
    for (let message = 0; message < 5; message++) sqs.put(aBody('p', 'small'));
    await until(() => started.filter((group) => group === 'small').length === 5);
    expect(started.filter((group) => group === 'greedy')).toHaveLength(3);
    finish();
    await until(() => sqs.waiting.length === 0);
    expect(started).toHaveLength(35);
    await ended(server.close());
  });

  it('are delivered once, however long they wait for their turn', async () => {
    const { sqs, server, listen, started, finish } = aFairServer(2);
    for (let message = 0; message < 10; message++) sqs.put(aBody('p', 'greedy'));
    listen();
    await until(() => sqs.count('receive') >= 1);
    const receiveCounts: number[] = [];
    server.on('settled', ({ receiveCount }) => receiveCounts.push(receiveCount));
    await jest.advanceTimersByTimeAsync(20 * 60_000);
    expect(started).toEqual(['greedy']);
    finish();
    await until(() => sqs.waiting.length === 0);
    expect(receiveCounts).toEqual(Array.from({ length: 10 }, () => 1));
    await ended(server.close());
  });

  it('are held up to ten for each slot, and not more', async () => {
    const { sqs, server, listen, finish } = aFairServer(2);
    for (let message = 0; message < 40; message++) sqs.put(aBody('p', 'greedy'));
    listen();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(held(sqs)).toBe(20);
    finish();
    await until(() => sqs.waiting.length === 0);
    await ended(server.close());
  });

  it('are given back at once on a stop if they wait for their turn', async () => {
    const { sqs, server, listen, started, finish } = aFairServer(2);
    for (let message = 0; message < 10; message++) sqs.put(aBody('p', 'greedy'));
    listen();
    await until(() => started.length === 1 && held(sqs) === 10);
    const closed = server.close();
    await until(() => held(sqs) === 1);
    finish();
    await ended(closed);
    expect([started, sqs.waiting.length]).toEqual([['greedy'], 9]);
  });
});
