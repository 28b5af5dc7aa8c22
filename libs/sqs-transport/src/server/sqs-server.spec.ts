import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BadRequestException } from '@nestjs/common';
import { concat, defer, EMPTY, from, NEVER, of, throwError, timer } from 'rxjs';
import { aBody, aPromise, aServer, captureLog, ended, until } from '../../test/a-server.js';
import { MessageRefused } from '../exceptions/message-refused.js';
import type { SettledMessage } from '../delivery/settlement.js';
import { SqsContext } from '../ctx-host/sqs.context.js';

let log: string[];
beforeEach(() => {
  jest.useFakeTimers();
  log = captureLog();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Starts, puts the body, and waits until the message has been settled once. */
async function deliver(transport: ReturnType<typeof aServer>, body = aBody('p')): Promise<SettledMessage> {
  const settled: SettledMessage[] = [];
  transport.server.on('settled', (message) => void settled.push(message));
  transport.listen();
  transport.sqs.put(body);
  await until(() => settled.length > 0);
  const closing = transport.server.close();
  await jest.runAllTimersAsync();
  await ended(closing);
  const [first] = settled;
  if (first === undefined) throw new Error('not settled');
  return first;
}

describe('acknowledging', () => {
  it('deletes a message whose handler succeeded', async () => {
    const transport = aServer();
    transport.handle('p', () => undefined);
    await expect(deliver(transport)).resolves.toMatchObject({ settlement: 'acknowledged', receiveCount: 1 });
    expect(transport.sqs.waiting).toEqual([]);
  });

  it('keeps the message until the handler has finished', async () => {
    const transport = aServer();
    const work = aPromise();
    transport.handle('p', () => work.promise);
    transport.listen();
    transport.sqs.put(aBody('p'));
    await until(() => transport.sqs.count('hide') > 3);
    expect(transport.sqs.waiting).toHaveLength(1);
    work.resolve();
    await until(() => transport.sqs.waiting.length === 0);
  });

  it.each([
    ['a value', () => of(1)],
    ['nothing', () => EMPTY],
    ['several values, late', () => concat(of(1), timer(5000))],
  ])('waits for a stream of %s', async (_, stream) => {
    const transport = aServer();
    let isComplete = false;
    transport.handle('p', () =>
      concat(
        stream(),
        defer(() => from([(isComplete = true)])),
      ),
    );
    await expect(deliver(transport)).resolves.toMatchObject({ settlement: 'acknowledged' });
    expect(isComplete).toBe(true);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('broken'))],
    ['has a stream that fails', () => throwError(() => new Error('broken'))],
    [
      'has a stream that fails after a value',
      () =>
        concat(
          of(1),
          throwError(() => new Error('broken')),
        ),
    ],
    ['rejects with nothing', () => Promise.reject(undefined as unknown as Error)],
  ])('gives back a message whose handler %s', async (_, handler) => {
    const transport = aServer();
    transport.handle('p', handler);
    await expect(deliver(transport)).resolves.toMatchObject({ settlement: 'retried' });
    expect(transport.sqs.waiting).toHaveLength(1);
  });

  it('acknowledges a message without packets', async () => {
    const transport = aServer();
    transport.handle('p', () => Promise.reject(new Error('not reached')));
    await expect(deliver(transport, '[]')).resolves.toMatchObject({ settlement: 'acknowledged' });
  });

  it('gives a message back whose deserializer has a bug', async () => {
    const transport = aServer();
    transport.handle('p', () => undefined);
    await expect(deliver(transport, '[')).resolves.toMatchObject({ settlement: 'retried' });
  });
});

describe('refusing', () => {
  it.each([
    ['its handler refuses', aBody('p'), () => Promise.reject(new MessageRefused('not for me')), 'not for me'],
    ['no handler knows', aBody('q'), () => undefined, 'no handler for the pattern "q"'],
    ['the deserializer refuses', 'x', () => undefined, 'the body is not a list'],
    [
      'a pipe found invalid',
      aBody('p'),
      () => Promise.reject(new BadRequestException(['size must be a number', 'name must be a string'])),
      'BadRequestException: size must be a number; name must be a string',
    ],
  ])(
    'moves a message that %s to the dead-letter queue, with the reason',
    async (_, body, handler, reason) => {
      const transport = aServer();
      transport.handle('p', handler);
      await expect(deliver(transport, body)).resolves.toMatchObject({ settlement: 'dead-lettered', reason });
      expect(transport.sqs.waiting).toEqual([]);
      expect(transport.sqs.deadLetters).toEqual([
        {
          body,
          attributes: {
            reason: { DataType: 'String', StringValue: reason },
            receiveCount: { DataType: 'Number', StringValue: '1' },
          },
        },
      ]);
    },
  );

  it('does not read a pattern as anything but text', async () => {
    const transport = aServer();
    transport.handle('p', () => undefined);
    const { settlement } = await deliver(transport, aBody('"p"'));
    expect(settlement).toBe('dead-lettered');
  });

  it('leaves a refused message to the redrive policy where there is no dead-letter queue', async () => {
    const transport = aServer({ deadLetterQueueUrl: undefined });
    transport.handle('p', () => undefined);
    await expect(deliver(transport, 'x')).resolves.toMatchObject({ settlement: 'retried' });
    expect(log.join('\n')).toContain('the body is not a list');
  });

  it('keeps hostile text out of the log', async () => {
    const transport = aServer();
    transport.handle('p', () => undefined);
    await deliver(transport, aBody(`\u001b[2J\n[Nest] forged\u202e${'x'.repeat(10_000)}`));
    expect(log.join('')).not.toMatch(/[\p{C}]/u);
    expect(Math.max(...log.map((line) => line.length))).toBeLessThan(1000);
  });
});

describe('a message of several packets', () => {
  it('runs them one after another', async () => {
    const transport = aServer();
    const steps: string[] = [];
    transport.handle('p', async (datum) => {
      steps.push(`begin ${String(datum)}`);
      await Promise.resolve();
      steps.push(`end ${String(datum)}`);
    });
    await deliver(transport, aBody('p', 1, 2));
    expect(steps).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('acknowledges none of them when one fails, and still runs the others', async () => {
    const transport = aServer();
    const seen: unknown[] = [];
    transport.handle('p', (datum) => {
      seen.push(datum);
      if (datum === 1) throw new Error('broken');
    });
    await expect(deliver(transport, aBody('p', 1, 2))).resolves.toMatchObject({ settlement: 'retried' });
    expect(seen).toEqual([1, 2]);
  });

  it('refuses the message after a refused packet, once the others have run', async () => {
    const transport = aServer();
    const seen: unknown[] = [];
    transport.handle('p', (datum) => {
      seen.push(datum);
      if (datum !== 2) throw new MessageRefused(`not ${String(datum)}`);
    });
    await expect(deliver(transport, aBody('p', 1, 2, 3))).resolves.toMatchObject({
      settlement: 'dead-lettered',
      reason: 'not 1; not 3',
    });
    expect(seen).toEqual([1, 2, 3]);
  });

  it('retries a message with a refused and a failed packet', async () => {
    const transport = aServer();
    transport.handle('p', (datum) => {
      throw datum === 1 ? new MessageRefused('no') : new Error('broken');
    });
    await expect(deliver(transport, aBody('p', 1, 2))).resolves.toMatchObject({
      settlement: 'retried',
      reason: 'broken',
    });
  });
});

describe('two handlers of one pattern', () => {
  it('acknowledges when both have finished, even if one had nothing to say', async () => {
    const transport = aServer();
    const finished: string[] = [];
    transport.handle('p', () => EMPTY);
    transport.handle('p', () =>
      concat(
        timer(1000),
        defer(() => of(finished.push('slow'))),
      ),
    );
    await expect(deliver(transport)).resolves.toMatchObject({ settlement: 'acknowledged' });
    expect(finished).toEqual(['slow']);
  });

  it('gives the message back only when the slower one has finished too', async () => {
    const transport = aServer();
    const slow = aPromise();
    transport.handle('p', () => Promise.reject(new Error('broken')));
    transport.handle('p', () => slow.promise);
    transport.listen();
    transport.sqs.put(aBody('p'));
    await until(() => transport.sqs.count('hide') > 2);
    expect(log).toEqual([]);
    slow.resolve();
    await until(() => log.length > 0);
    expect(log[0]).toContain('broken');
  });
});

describe('what Nest asks of a transport', () => {
  it('does not start without handlers', () => {
    const { server } = aServer();
    const started = jest.fn();
    server.listen(started);
    expect(started).toHaveBeenCalledWith(new Error('no @EventPattern handler for SQS'));
  });

  it('does not start twice', async () => {
    const transport = aServer();
    transport.handle('p', () => undefined);
    transport.listen();
    const started = jest.fn();
    transport.server.listen(started);
    expect(started).toHaveBeenCalledWith(new Error('already listening'));
    await ended(transport.server.close());
  });

  it('starts again after it was closed', async () => {
    const transport = aServer();
    transport.handle('p', () => undefined);
    transport.listen();
    await ended(transport.server.close());
    await expect(deliver(transport)).resolves.toMatchObject({ settlement: 'acknowledged' });
  });

  it('closes before it was started', async () => {
    await expect(aServer().server.close()).resolves.toBeUndefined();
  });

  it('serves no request-response handlers', async () => {
    const transport = aServer();
    transport.server.addHandler('asked', async () => 1);
    transport.handle('p', () => undefined);
    await expect(deliver(transport, aBody('asked'))).resolves.toMatchObject({ settlement: 'dead-lettered' });
  });

  it('unwraps to its client', () => {
    const { server, sqs } = aServer();
    expect(server.unwrap()).toBe(sqs.client);
  });

  it('tells its state', async () => {
    const transport = aServer();
    transport.handle('p', () => undefined);
    const states: string[] = [];
    transport.server.status.subscribe((state) => states.push(state));
    await deliver(transport);
    expect(states).toEqual(['paused', 'receiving', 'draining', 'stopped']);
    expect(transport.server.isReceiving()).toBe(false);
  });

  it('gives handlers the message, its attributes and a signal', async () => {
    const transport = aServer();
    let context: SqsContext | undefined;
    transport.handle('p', (_, given) => void (context = given));
    transport.listen();
    const attributes = { tenant: { DataType: 'String', StringValue: 'a' } };
    const id = transport.sqs.put(aBody('p'), { attributes, receiveCount: 4 });
    await until(() => context !== undefined);
    expect(context?.getMessageId()).toBe(id);
    expect(context?.getReceiveCount()).toBe(5);
    expect(context?.getAttributes()).toEqual(attributes);
    expect(context?.getSignal().aborted).toBe(false);
    expect(context?.getMessage().Body).toBe(aBody('p'));
    await ended(transport.server.close());
  });

  it('takes a message that says little about itself', () => {
    const context = new SqsContext({}, new AbortController().signal);
    expect([context.getMessageId(), context.getReceiveCount(), context.getAttributes()]).toEqual(['', 1, {}]);
  });
});

describe('processing hooks', () => {
  it('run around the handler', async () => {
    const transport = aServer();
    const steps: string[] = [];
    transport.server.setOnProcessingStartHook((_, __, done) => {
      steps.push('start');
      void done();
    });
    transport.server.setOnProcessingEndHook(() => void steps.push('end'));
    transport.handle('p', () => void steps.push('handler'));
    await deliver(transport);
    expect(steps).toEqual(['start', 'handler', 'end']);
  });

  it('cannot acknowledge a message by returning early', async () => {
    const transport = aServer();
    transport.server.setOnProcessingStartHook((_, __, done) => void done());
    transport.handle('p', () =>
      concat(
        timer(1000),
        throwError(() => new Error('broken')),
      ),
    );
    await expect(deliver(transport)).resolves.toMatchObject({ settlement: 'retried', reason: 'broken' });
  });

  it('that fail to start the work give the message back', async () => {
    const transport = aServer();
    transport.server.setOnProcessingStartHook(() => {
      throw new Error('no span');
    });
    transport.handle('p', () => undefined);
    await expect(deliver(transport)).resolves.toMatchObject({ settlement: 'retried', reason: 'no span' });
  });

  it('that fail at the end change nothing', async () => {
    const transport = aServer();
    transport.server.setOnProcessingEndHook(() => {
      throw new Error('no span');
    });
    transport.handle('p', () => undefined);
    await expect(deliver(transport)).resolves.toMatchObject({ settlement: 'acknowledged' });
  });
});

describe('listeners', () => {
  it.each([
    [
      'throws',
      () => {
        throw new Error('listener');
      },
    ],
    ['rejects', () => Promise.reject(new Error('listener'))],
  ])('do not stop anything when one %s', async (_, listener) => {
    const transport = aServer();
    transport.handle('p', () => undefined);
    transport.server.on('state', listener);
    transport.server.on('settled', listener);
    await expect(deliver(transport)).resolves.toMatchObject({ settlement: 'acknowledged' });
    expect(log.join('\n')).toContain('a settled listener failed: listener');
  });

  it('of a log that throws do not stop anything either', async () => {
    const transport = aServer();
    log.push = () => {
      throw new Error('disk full');
    };
    transport.handle('p', () => Promise.reject(new Error('broken')));
    await expect(deliver(transport)).resolves.toMatchObject({ settlement: 'retried' });
  });
});

it('never acknowledges what never finishes', async () => {
  const transport = aServer();
  transport.handle('p', () => NEVER);
  const { settlement } = await (async () => {
    const delivered = deliver(transport);
    await until(() => transport.sqs.count('hide') > 5);
    const closing = transport.server.close();
    await jest.advanceTimersByTimeAsync(30_000);
    await ended(closing);
    return delivered;
  })();
  expect(settlement).toBe('given-back');
});
