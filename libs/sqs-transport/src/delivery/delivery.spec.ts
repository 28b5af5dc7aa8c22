import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { aBody, aPromise, aServer, captureLog, ended, until } from '../../test/a-server.js';
import { MessageRefused } from '../exceptions/message-refused.js';
import { QuietLog } from '../quiet-log.js';
import { Delivery } from './delivery.js';
import type { SettledMessage } from './settlement.js';

let log: string[];
beforeEach(() => {
  jest.useFakeTimers();
  log = captureLog();
});
afterEach(() => void jest.useRealTimers());

/** A transport with one message in its handler's hands. */
async function aMessageInHand(
  options: Parameters<typeof aServer>[0] = {},
  message: Parameters<ReturnType<typeof aServer>['sqs']['put']>[1] = {},
) {
  const transport = aServer(options);
  const work = aPromise();
  const settled: SettledMessage[] = [];
  let signal: AbortSignal | undefined;
  transport.server.on('settled', (one) => void settled.push(one));
  transport.handle('p', (_, context) => {
    signal = context.getSignal();
    return work.promise;
  });
  transport.listen();
  transport.sqs.put(aBody('p'), message);
  await until(() => signal !== undefined);
  return { ...transport, work, settled, signal: signal as unknown as AbortSignal };
}

describe('visibility', () => {
  it('is kept for as long as the handler runs, and no longer', async () => {
    const { sqs, work, server, settled } = await aMessageInHand();
    await jest.advanceTimersByTimeAsync(12 * 60_000);
    expect(sqs.visible).toEqual([]);
    work.resolve();
    await until(() => settled.length === 1);
    const beats = sqs.count('hide');
    await jest.advanceTimersByTimeAsync(120_000);
    expect(sqs.count('hide')).toBe(beats);
    await ended(server.close());
  });

  it('that cannot be extended crashes nothing', async () => {
    const { sqs, work, server, settled, signal } = await aMessageInHand();
    sqs.fail('hide', new Error('away'), new Error('away'));
    await jest.advanceTimersByTimeAsync(50_000);
    expect(signal.aborted).toBe(false);
    expect(log.join('\n')).toContain('could not be kept out of sight: away');
    work.resolve();
    await until(() => settled.length === 1);
    expect(settled[0]).toMatchObject({ settlement: 'acknowledged' });
    await ended(server.close());
  });

  it('that is lost aborts the handler', async () => {
    const { sqs, signal, work, server } = await aMessageInHand();
    sqs.fail('hide', ...Array.from({ length: 9 }, () => new Error('away')));
    await until(() => signal.aborted);
    expect(signal.reason).toEqual(new Error('the visibility of the message was lost'));
    work.resolve();
    await ended(server.close());
  });

  it('that is lost leaves a failed message alone: somebody else may have it', async () => {
    const { sqs, signal, work, settled, server } = await aMessageInHand({ concurrency: 1 });
    sqs.fail('hide', ...Array.from({ length: 9 }, () => new Error('away')));
    await until(() => signal.aborted);
    const requests = sqs.requests.length;
    const closing = server.close();
    work.reject(new MessageRefused('no'));
    await ended(closing);
    expect(settled).toMatchObject([{ settlement: 'left' }]);
    expect(sqs.requests).toHaveLength(requests);
  });

  it('that hangs is lost in time all the same', async () => {
    const { sqs, signal, work, server } = await aMessageInHand();
    for (let beat = 0; beat < 9; beat++) sqs.hang('hide');
    await jest.advanceTimersByTimeAsync(61_000);
    expect(signal.aborted).toBe(true);
    work.resolve();
    await ended(server.close());
  });
});

describe('a failed message', () => {
  it('comes back after the backoff, with a growing receive count', async () => {
    const transport = aServer();
    const attempts: { count: number; at: number }[] = [];
    transport.handle('p', (_, context) => {
      attempts.push({ count: context.getReceiveCount(), at: performance.now() });
      throw new Error('broken');
    });
    transport.listen();
    transport.sqs.put(aBody('p'));
    await until(() => attempts.length === 4);
    expect(attempts.map(({ count }) => count)).toEqual([1, 2, 3, 4]);
    const [first, second, third] = transport.sqs.hidden as [number, number, number];
    expect([1, 2]).toContain(first);
    expect([2, 3, 4]).toContain(second);
    expect([4, 5, 6, 7, 8]).toContain(third);
    await ended(transport.server.close());
  });

  it('is hidden only after a heartbeat under way: it would undo the backoff', async () => {
    const { sqs, work, settled, server } = await aMessageInHand();
    sqs.hang('hide');
    await until(() => sqs.count('hide') === 1);
    work.reject(new Error('broken'));
    await jest.advanceTimersByTimeAsync(9000);
    expect(sqs.count('hide')).toBe(1);
    await until(() => settled.length === 1);
    expect(sqs.count('hide')).toBe(2);
    await ended(server.close());
  });

  it('is moved with its reason at its last receive', async () => {
    const { sqs, work, settled, server } = await aMessageInHand({ maxReceiveCount: 3 }, { receiveCount: 2 });
    work.reject(new TypeError('broken'));
    await until(() => settled.length === 1);
    expect(settled[0]).toMatchObject({ settlement: 'dead-lettered', receiveCount: 3 });
    expect(sqs.waiting).toEqual([]);
    expect(sqs.deadLetters[0]?.attributes).toMatchObject({
      reason: { StringValue: 'TypeError: broken' },
      receiveCount: { StringValue: '3' },
    });
    await ended(server.close());
  });

  it('is left to the redrive policy at its last receive where there is no dead-letter queue', async () => {
    const { work, settled, server } = await aMessageInHand(
      { maxReceiveCount: 3, deadLetterQueueUrl: undefined },
      { receiveCount: 2 },
    );
    work.reject(new Error('broken'));
    await until(() => settled.length === 1);
    expect(settled[0]).toMatchObject({ settlement: 'retried' });
    await ended(server.close());
  });

  it('comes back whatever was thrown', async () => {
    const { work, settled, server } = await aMessageInHand();
    work.reject(Object.assign(new Error(), { message: { code: 7 } }));
    await until(() => settled.length === 1);
    expect(settled[0]).toMatchObject({ settlement: 'retried', reason: '[object Object]' });
    await ended(server.close());
  });

  it('leaves its frames in the log, not its message', async () => {
    const { work, settled, server } = await aMessageInHand();
    work.reject(new Error('broken\n    at forged (file.js:1:1)'));
    await until(() => settled.length === 1);
    expect(log[0]).toContain('broken\\u000a');
    expect(log[0]).toContain('delivery.spec.ts');
    expect(log[0]).not.toContain('\n    at forged');
    await ended(server.close());
  });
});

describe('a request that fails', () => {
  it('loses no message when it was the move', async () => {
    const { sqs, work, settled, server } = await aMessageInHand();
    sqs.fail('send', new Error('AccessDenied'));
    work.reject(new MessageRefused('no'));
    await until(() => settled.length === 1);
    expect(settled[0]).toMatchObject({ settlement: 'retried', reason: 'no' });
    expect(sqs.waiting).toHaveLength(1);
    expect(log.join('\n')).toContain('could not be dead-lettered: AccessDenied');
    await ended(server.close());
  });

  it('loses no message when it was the delete after the move', async () => {
    const { sqs, work, settled, server } = await aMessageInHand();
    sqs.fail('delete', new Error('away'));
    work.reject(new MessageRefused('no'));
    await until(() => settled.length === 1);
    expect([sqs.waiting.length, sqs.deadLetters.length]).toEqual([1, 1]);
    await ended(server.close());
  });

  it.each(['delete', 'hide'] as const)('leaves the message to reappear when it was the %s', async (verb) => {
    const { sqs, work, settled, server } = await aMessageInHand();
    sqs.fail(verb, new Error('away'));
    if (verb === 'delete') work.resolve();
    else work.reject(new Error('broken'));
    await until(() => settled.length === 1);
    expect(settled[0]).toMatchObject({ settlement: 'left' });
    expect(sqs.waiting).toHaveLength(1);
    await ended(server.close());
  });

  it('does not hold the slot for ever when it is never answered', async () => {
    const { sqs, work, settled, server } = await aMessageInHand();
    sqs.hang('delete');
    work.resolve();
    await until(() => settled.length === 1);
    expect(settled[0]).toMatchObject({ settlement: 'left' });
    await ended(server.close());
  });
});

it('a settlement that breaks leaves no heartbeat behind: it would hide the message as long as the process lives', async () => {
  let beats = 0;
  const delivery = new Delivery({}, 60, {
    settler: { settle: () => Promise.reject(new Error('broken')) },
    handle: async () => undefined,
    onHandled: () => undefined,
    extend: async () => void beats++,
    log: new QuietLog(new Logger()),
  });
  await expect(delivery.run()).rejects.toThrow('broken');
  await jest.advanceTimersByTimeAsync(60_000);
  expect(beats).toBe(0);
});
