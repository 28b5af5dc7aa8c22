import { jest } from '@jest/globals';
import { Logger, type LoggerService } from '@nestjs/common';
import {
  MessageRefused,
  SqsServer,
  type SqsContext,
  type SqsDeserializer,
  type SqsServerOptions,
} from '../src/index.js';
import { DEAD_LETTERS, FakeSqs, QUEUE } from './fake-sqs.js';

type Handler = (data: unknown, context: SqsContext) => unknown;

/** A body is a JSON list of packets. */
const packetsIn: SqsDeserializer = ({ Body = '' }) => {
  if (!Body.startsWith('[')) throw new MessageRefused('the body is not a list');
  return JSON.parse(Body) as ReturnType<SqsDeserializer>;
};

export const aBody = (pattern: string, ...data: unknown[]): string =>
  JSON.stringify((data.length === 0 ? [undefined] : data).map((datum) => ({ pattern, data: datum })));

/** A transport on a fake queue, and the test's own clock. */
export function aServer(options: Partial<SqsServerOptions> = {}) {
  const sqs = new FakeSqs();
  const server = new SqsServer({
    client: sqs.client,
    queueUrl: QUEUE,
    deadLetterQueueUrl: DEAD_LETTERS,
    deserializer: packetsIn,
    ...options,
  });
  const handle = (pattern: string, handler: Handler) =>
    server.addHandler(pattern, async (data: unknown, context: SqsContext) => handler(data, context), true);
  const listen = () =>
    server.listen((error) => {
      if (error) throw error;
    });
  return { sqs, server, handle, listen };
}

/** A promise and its settlement, for a handler that a test holds in its hand. */
export function aPromise<T = void>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}

const MAX_STEPS = 40_000;
const STEP_MILLISECONDS = 50;

/** Lets the test's clock run until the condition holds; gives up after half an hour of it. */
export async function until(condition: () => boolean): Promise<void> {
  for (let step = 0; step < MAX_STEPS; step++) {
    await jest.advanceTimersByTimeAsync(0);
    if (condition()) return;
    await jest.advanceTimersByTimeAsync(STEP_MILLISECONDS);
  }
  throw new Error(`never true: ${condition.toString()}`);
}

/** Lets the test's clock run until the promise is settled: a stop waits for its long poll. */
export async function ended<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const settle = () => void (isSettled = true);
  promise.then(settle, settle);
  await until(() => isSettled);
  return promise;
}

/** Everything that was logged, in place of Nest's console. */
export function captureLog(): string[] {
  const lines: string[] = [];
  const write = (...parts: unknown[]) => void lines.push(parts.map(String).join(' '));
  Logger.overrideLogger({ log: write, warn: write, error: write } satisfies LoggerService);
  return lines;
}
