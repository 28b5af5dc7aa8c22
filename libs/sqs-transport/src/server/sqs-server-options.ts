import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Backoff } from '../delivery/backoff.js';
import type { SqsDeserializer, SqsPacket } from '../deserializers/sqs-deserializer.js';

/** SQS: a message can be hidden for at most 12 hours. */
const MAX_VISIBILITY_TIMEOUT_SECONDS = 43_200;
const MAX_WAIT_TIME_SECONDS = 20;
/** A message may be 1 MiB: what is handled stays below 1 GiB whatever comes. */
const MAX_CONCURRENCY = 1000;
const MAX_RECEIVES = 1000;
/** What a timer can hold is 24 days; nobody waits a day for a drain. */
const MAX_DRAIN_MILLISECONDS = 86_400_000;

export interface SqsServerOptions {
  /** Stays yours: destroy it in `onApplicationShutdown`, Nest closes the transport only after `onModuleDestroy`. */
  readonly client: SQSClient;
  readonly queueUrl: string;
  /** Refused messages are moved here at once, with the attributes `reason` and `receiveCount`. Without it SQS's redrive is left to do it. */
  readonly deadLetterQueueUrl?: string;
  readonly deserializer: SqsDeserializer;
  /** Messages handled at once; 10. */
  readonly concurrency?: number;
  /**
   * Whose message it is, so that nobody's keep all the others waiting: one group has half of the slots at most while others
   * wait, and leaves one free. Nine times as many messages as there are slots are then held until it is their turn.
   */
  readonly groupOf?: (packets: readonly SqsPacket[]) => string;
  /** Extended for as long as a handler runs; 60. It is how late a message comes back after a crash. */
  readonly visibilityTimeoutSeconds?: number;
  /** Of the long poll; 20. */
  readonly waitTimeSeconds?: number;
  /** Of the queue's redrive policy. At its last receive a message that fails is moved with its reason; SQS would move it without one. */
  readonly maxReceiveCount?: number;
  /** Between the receives of a message that fails: doubles from 2 s to 900 s, half of it random. */
  readonly backoff?: Backoff;
  /** How long `close()` lets handlers finish; 20,000. Then their signals abort and their messages are given back. */
  readonly drainMilliseconds?: number;
  /** A failure that says nothing about the message: receiving pauses until `probe` resolves. */
  readonly isDependencyFailure?: (error: unknown) => boolean;
  /** Asked again and again, with a backoff, at most 10 s each. Without it receiving goes on after a pause. */
  readonly probe?: (signal: AbortSignal) => Promise<void>;
}

type Optional = 'deadLetterQueueUrl' | 'maxReceiveCount' | 'groupOf';

export type ResolvedOptions = Required<Omit<SqsServerOptions, Optional>> & Pick<SqsServerOptions, Optional>;

/** @throws RangeError that lists every problem. */
export function resolveOptions(options: SqsServerOptions): ResolvedOptions {
  const resolved: ResolvedOptions = {
    concurrency: 10,
    visibilityTimeoutSeconds: 60,
    waitTimeSeconds: 20,
    backoff: { firstSeconds: 2, maxSeconds: 900 },
    drainMilliseconds: 20_000,
    isDependencyFailure: () => false,
    probe: async () => undefined,
    ...definedIn(options),
  };
  const { backoff, maxReceiveCount = 1 } = resolved;
  const problems = [
    ...within('concurrency', resolved.concurrency, 1, MAX_CONCURRENCY),
    ...within(
      'visibilityTimeoutSeconds',
      resolved.visibilityTimeoutSeconds,
      1,
      MAX_VISIBILITY_TIMEOUT_SECONDS,
    ),
    // 0 would ask for a busy loop.
    ...within('waitTimeSeconds', resolved.waitTimeSeconds, 1, MAX_WAIT_TIME_SECONDS),
    ...within('maxReceiveCount', maxReceiveCount, 1, MAX_RECEIVES),
    ...within('backoff.firstSeconds', backoff.firstSeconds, 0, MAX_VISIBILITY_TIMEOUT_SECONDS),
    ...within('backoff.maxSeconds', backoff.maxSeconds, backoff.firstSeconds, MAX_VISIBILITY_TIMEOUT_SECONDS),
    ...within('drainMilliseconds', resolved.drainMilliseconds, 0, MAX_DRAIN_MILLISECONDS),
    ...[resolved.queueUrl, resolved.deadLetterQueueUrl ?? ''].flatMap((url) =>
      url.endsWith('.fifo') ? ['FIFO queues are not supported'] : [],
    ),
  ];
  if (problems.length > 0) throw new RangeError(`SqsServer: ${problems.join('; ')}`);
  return resolved;
}

/** An option that is there but undefined must not undo a default. */
function definedIn(options: SqsServerOptions): SqsServerOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as unknown as SqsServerOptions;
}

const within = (name: string, value: number, least: number, most: number): string[] =>
  Number.isInteger(value) && value >= least && value <= most
    ? []
    : [`${name} must be a whole number from ${least} to ${most}`];
