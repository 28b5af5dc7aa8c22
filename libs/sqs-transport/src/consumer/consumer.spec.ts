import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Message } from '@aws-sdk/client-sqs';
import { aBody, aPromise, aServer, captureLog, ended, until } from '../../test/a-server.js';
import type { SettledMessage } from '../delivery/settlement.js';

beforeEach(() => {
  jest.useFakeTimers();
  captureLog();
});
afterEach(() => void jest.useRealTimers());

/** A transport that holds a message whose handler does as it is told. */
async function aHeldMessage(
  handler: (signal: AbortSignal) => unknown,
  { receiveCount = 0, drainMilliseconds = 20_000 } = {},
) {
  const transport = aServer({ drainMilliseconds, maxReceiveCount: 3 });
  const settled: SettledMessage[] = [];
  let isHeld = false;
  transport.server.on('settled', (one) => void settled.push(one));
  transport.handle('p', (_, context) => {
    isHeld = true;
    return handler(context.getSignal());
  });
  transport.listen();
  transport.sqs.put(aBody('p'), { receiveCount });
  await until(() => isHeld && transport.sqs.polling === 1);
  return { ...transport, settled };
}

/** Rejects when the signal aborts. */
const heeding = (signal: AbortSignal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe('a stop', () => {
  it('gives back at once what its long poll still brings, and asks for nothing more', async () => {
    const { sqs, server } = await aHeldMessage(() => new Promise(() => undefined));
    const closing = server.close();
    expect(server.state).toBe('draining');
    const asked = sqs.count('receive');
    sqs.put(aBody('late'));
    await jest.advanceTimersByTimeAsync(1000);
    expect(sqs.polling).toBe(0);
    expect(sqs.visible).toEqual([aBody('late')]);
    await ended(closing);
    expect(sqs.count('receive')).toBe(asked);
  });

  it('lets its long poll end, but not beyond its deadline', async () => {
    const { sqs, server } = await aHeldMessage(() => new Promise(() => undefined), {
      drainMilliseconds: 3000,
    });
    const closing = server.close();
    await jest.advanceTimersByTimeAsync(2900);
    expect(sqs.polling).toBe(1);
    await jest.advanceTimersByTimeAsync(200);
    expect(sqs.polling).toBe(0);
    await ended(closing);
  });

  it('is not disturbed by a long poll that fails meanwhile', async () => {
    const work = aPromise();
    const { server, sqs } = await aHeldMessage(() => work.promise);
    const answer = aPromise<object>();
    sqs.answerNext('receive', () => answer.promise);
    await until(() => sqs.polling === 0);
    const states: string[] = [];
    server.status.subscribe((state) => states.push(state));
    const closing = server.close();
    answer.reject(new Error('reset'));
    work.resolve();
    await ended(closing);
    expect(states).toEqual(['receiving', 'draining', 'stopped']);
  });

  it('lets handlers finish what they hold', async () => {
    const work = aPromise();
    const { sqs, server, settled } = await aHeldMessage(() => work.promise);
    const closing = server.close();
    await jest.advanceTimersByTimeAsync(19_000);
    work.resolve();
    await jest.advanceTimersByTimeAsync(0);
    await ended(closing);
    expect(settled).toMatchObject([{ settlement: 'acknowledged' }]);
    expect(sqs.waiting).toEqual([]);
  });

  it('does not abort a delete under way', async () => {
    const work = aPromise();
    const answer = aPromise<object>();
    const { sqs, server, settled } = await aHeldMessage(() => work.promise);
    sqs.answerNext('delete', () => answer.promise);
    work.resolve();
    await until(() => sqs.count('delete') === 1);
    const closing = server.close();
    await jest.advanceTimersByTimeAsync(5000);
    expect(sqs.requests.find(({ verb }) => verb === 'delete')?.signal?.aborted).toBe(false);
    answer.resolve({});
    await ended(closing);
    expect(settled).toMatchObject([{ settlement: 'acknowledged' }]);
  });

  it('past its deadline aborts handlers and gives their messages back at once', async () => {
    const { sqs, server, settled } = await aHeldMessage(heeding);
    const closing = server.close();
    await jest.advanceTimersByTimeAsync(20_001);
    await ended(closing);
    expect(settled).toMatchObject([{ settlement: 'given-back', reason: 'the process is stopping' }]);
    expect(sqs.visible).toEqual([aBody('p')]);
  });

  it('past its deadline still acknowledges what a handler finished', async () => {
    const { sqs, server, settled } = await aHeldMessage((signal) => heeding(signal).catch(() => undefined));
    const closing = server.close();
    await jest.advanceTimersByTimeAsync(20_001);
    await ended(closing);
    expect(settled).toMatchObject([{ settlement: 'acknowledged' }]);
    expect(sqs.waiting).toEqual([]);
  });

  it('does not wait for a handler that ignores its signal', async () => {
    const { sqs, server, settled } = await aHeldMessage(() => new Promise(() => undefined));
    const closing = server.close();
    await jest.advanceTimersByTimeAsync(21_001);
    await ended(closing);
    expect(settled).toMatchObject([{ settlement: 'given-back' }]);
    expect(sqs.visible).toEqual([aBody('p')]);
  });

  it('that interrupts a message at its last receive moves it with that reason', async () => {
    const { sqs, server } = await aHeldMessage(heeding, { receiveCount: 2 });
    const closing = server.close();
    await jest.advanceTimersByTimeAsync(20_001);
    await ended(closing);
    expect(sqs.deadLetters[0]?.attributes.reason?.StringValue).toBe('the process is stopping');
  });

  it('skips the packets that a handler did not get to', async () => {
    const transport = aServer({ drainMilliseconds: 1000 });
    const seen: unknown[] = [];
    transport.handle('p', (datum, context) => {
      seen.push(datum);
      return heeding(context.getSignal()).catch(() => undefined);
    });
    transport.listen();
    transport.sqs.put(aBody('p', 1, 2));
    await until(() => seen.length === 1);
    const closing = transport.server.close();
    await jest.advanceTimersByTimeAsync(1001);
    await ended(closing);
    expect(seen).toEqual([1]);
    expect(transport.sqs.visible).toHaveLength(1);
  });

  it('is one stop, however often it is asked for', async () => {
    const work = aPromise();
    const { server } = await aHeldMessage(() => work.promise);
    const states: string[] = [];
    server.status.subscribe((state) => states.push(state));
    const closing = Promise.all([server.close(), server.close()]);
    work.resolve();
    await jest.advanceTimersByTimeAsync(0);
    await ended(closing);
    expect(states).toEqual(['receiving', 'draining', 'stopped']);
  });
});

describe('a message that arrives when nobody wants it any more', () => {
  /** One message in its handler's hands, and a long poll whose answer is on its way. */
  async function anAnswerInTransit() {
    const answer = aPromise<{ Messages: Message[] }>();
    const work = aPromise();
    const handled: string[] = [];
    const transport = aServer({ isDependencyFailure: () => true, probe: () => Promise.reject(new Error()) });
    transport.handle('p', (_, context) => {
      handled.push(context.getMessageId());
      return work.promise;
    });
    transport.listen();
    transport.sqs.put(aBody('p'));
    await until(() => transport.sqs.polling === 1 && transport.sqs.count('receive') === 2);
    transport.sqs.answerNext('receive', () => answer.promise);
    await until(() => transport.sqs.count('receive') === 3);
    const late = { MessageId: 'late', ReceiptHandle: 'late', Body: aBody('p') };
    const hidden = () =>
      transport.sqs.requests.flatMap(({ input }) =>
        'VisibilityTimeout' in input && 'ReceiptHandle' in input && input.ReceiptHandle === 'late'
          ? [input]
          : [],
      );
    return { ...transport, work, handled, hidden, arrive: () => answer.resolve({ Messages: [late] }) };
  }

  it('is given back at once by a stop', async () => {
    const { server, work, arrive, hidden } = await anAnswerInTransit();
    const closing = server.close();
    arrive();
    work.resolve();
    await until(() => hidden().length > 0);
    expect(hidden()).toMatchObject([{ VisibilityTimeout: 0 }]);
    await ended(closing);
  });

  it('is not handled any more, however close the answer was', async () => {
    for (let microtasks = 0; microtasks < 20; microtasks++) {
      const { server, work, arrive, hidden, handled } = await anAnswerInTransit();
      arrive();
      for (let microtask = 0; microtask < microtasks; microtask++) await Promise.resolve();
      const isInHand = handled.includes('late');
      const closing = server.close();
      work.resolve();
      await ended(closing);
      expect(handled.includes('late')).toBe(isInHand);
      expect(hidden()).toHaveLength(isInHand ? 0 : 1);
    }
  });

  it('is given back before the stop is over', async () => {
    const { sqs, server, work, arrive } = await anAnswerInTransit();
    const answer = aPromise<object>();
    sqs.answerNext('hide', () => answer.promise);
    let isClosed = false;
    const closing = server.close().then(() => (isClosed = true));
    arrive();
    work.resolve();
    await jest.advanceTimersByTimeAsync(1000);
    expect(isClosed).toBe(false);
    answer.resolve({});
    await ended(closing);
  });

  it('comes back by itself where not even giving it back works', async () => {
    const { sqs, server, work, arrive } = await anAnswerInTransit();
    sqs.fail('hide', new Error('away'));
    const closing = server.close();
    arrive();
    work.resolve();
    await expect(closing).resolves.toBeUndefined();
  });

  it('waits for its turn behind an outage', async () => {
    const { server, work, arrive, hidden } = await anAnswerInTransit();
    work.reject(new Error('away'));
    await until(() => server.state === 'paused');
    arrive();
    await until(() => hidden().length > 0);
    expect(hidden()).not.toMatchObject([{ VisibilityTimeout: 0 }]);
    await ended(server.close());
  });
});
