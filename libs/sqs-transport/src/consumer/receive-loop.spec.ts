import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ReceiveMessageCommandInput } from '@aws-sdk/client-sqs';
import { aBody, aPromise, aServer, captureLog, ended, until } from '../../test/a-server.js';
import type { FakeSqs } from '../../test/fake-sqs.js';

let log: string[];
beforeEach(() => {
  jest.useFakeTimers();
  log = captureLog();
});
afterEach(() => void jest.useRealTimers());

const receives = (sqs: FakeSqs) =>
  sqs.requests.flatMap(({ verb, input, at }) =>
    verb === 'receive' ? [{ ...(input as ReceiveMessageCommandInput), at }] : [],
  );

describe('receiving', () => {
  it('asks whether it works at all before it waits for messages', async () => {
    const { sqs, server, handle, listen } = aServer({ waitTimeSeconds: 7 });
    handle('p', () => undefined);
    listen();
    expect(server.state).toBe('paused');
    await until(() => sqs.polling === 1);
    expect(server.state).toBe('receiving');
    expect(receives(sqs).map(({ WaitTimeSeconds }) => WaitTimeSeconds)).toEqual([0, 7]);
    await ended(server.close());
  });

  it('asks for everything that SQS tells of a message', async () => {
    const { sqs, server, handle, listen } = aServer({ visibilityTimeoutSeconds: 77 });
    handle('p', () => undefined);
    listen();
    await until(() => sqs.polling === 1);
    expect(receives(sqs)[0]).toMatchObject({
      VisibilityTimeout: 77,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    await ended(server.close());
  });

  it('holds no more messages than there are slots', async () => {
    const { sqs, server, handle, listen } = aServer({ concurrency: 13 });
    const work = aPromise();
    let isHeld = 0;
    handle('p', () => {
      isHeld += 1;
      return work.promise;
    });
    for (let message = 0; message < 40; message++) sqs.put(aBody('p'));
    listen();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(isHeld).toBe(13);
    expect(receives(sqs).map(({ MaxNumberOfMessages }) => MaxNumberOfMessages)).toEqual([10, 3]);
    work.resolve();
    await until(() => sqs.waiting.length === 0);
    await ended(server.close());
  });

  it('is not held up by one slow message', async () => {
    const { sqs, server, handle, listen } = aServer({ concurrency: 2 });
    const slow = aPromise();
    handle('slow', () => slow.promise);
    handle('p', () => undefined);
    sqs.put(aBody('slow'));
    for (let message = 0; message < 50; message++) sqs.put(aBody('p'));
    listen();
    await until(() => sqs.waiting.length === 1);
    expect(sqs.waiting).toEqual([aBody('slow')]);
    slow.resolve();
    await until(() => sqs.waiting.length === 0);
    await ended(server.close());
  });

  it('does not turn into a busy loop on a queue that never waits', async () => {
    const { sqs, server, handle, listen } = aServer();
    handle('p', () => undefined);
    for (let answer = 0; answer < 1000; answer++) sqs.answerNext('receive', () => Promise.resolve({}));
    listen();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(sqs.count('receive')).toBeLessThanOrEqual(22);
    await ended(server.close());
  });
});

describe('a receive that fails', () => {
  it('is tried again, ever later, and recovers by itself', async () => {
    const { sqs, server, handle, listen } = aServer();
    handle('p', () => undefined);
    sqs.fail('receive', ...Array.from({ length: 12 }, () => new Error('connect ECONNREFUSED')));
    listen();
    await until(() => sqs.count('receive') === 12);
    expect(server.state).toBe('paused');
    sqs.put(aBody('p'));
    await until(() => sqs.waiting.length === 0);
    expect(server.state).toBe('receiving');
    const waits = receives(sqs)
      .slice(1, 13)
      .map(({ at }, index) => at - (receives(sqs)[index]?.at ?? 0));
    for (const [index, wait] of waits.entries()) {
      const longest = Math.min(30_000, 1000 * 2 ** index);
      expect(wait).toBeGreaterThanOrEqual(longest / 2);
      expect(wait).toBeLessThanOrEqual(longest + 1);
    }
    expect(log[0]).toContain('receiving failed (1 in a row): connect ECONNREFUSED');
    await ended(server.close());
  });

  it('does not wait for messages until it works again', async () => {
    const { sqs, server, handle, listen } = aServer();
    handle('p', () => undefined);
    listen();
    await until(() => sqs.polling === 1);
    sqs.fail('receive', new Error('reset'));
    await until(() => sqs.polling === 1 && sqs.count('receive') > 3);
    expect(receives(sqs).map(({ WaitTimeSeconds }) => WaitTimeSeconds)).toEqual([0, 20, 20, 0, 20]);
    await ended(server.close());
  });

  it('is forgotten once one worked', async () => {
    const { sqs, server, handle, listen } = aServer();
    handle('p', () => undefined);
    sqs.fail('receive', new Error('reset'), new Error('reset'));
    listen();
    await until(() => sqs.polling === 1);
    sqs.fail('receive', new Error('reset'));
    await until(() => log.length === 3);
    const failures = log.map((line) => /\((\d) in a row\)/.exec(line)?.[1]);
    expect(failures).toEqual(['1', '2', '1']);
    await ended(server.close());
  });

  it('counts one that is never answered', async () => {
    const { sqs, server, handle, listen } = aServer();
    handle('p', () => undefined);
    sqs.hang('receive');
    listen();
    sqs.put(aBody('p'));
    await until(() => sqs.waiting.length === 0);
    expect(log[0]).toContain('no answer within 10000 ms');
    await ended(server.close());
  });

  it('does not hold up the stop', async () => {
    const { sqs, server, handle, listen } = aServer();
    handle('p', () => undefined);
    sqs.fail('receive', ...Array.from({ length: 50 }, () => new Error('away')));
    listen();
    await until(() => sqs.count('receive') === 10);
    await ended(server.close());
    expect(server.state).toBe('stopped');
  });
});
