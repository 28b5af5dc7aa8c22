import type { Message } from '@aws-sdk/client-sqs';
import { backoffSeconds } from '../delivery/backoff.js';
import { Delivery } from '../delivery/delivery.js';
import type { Outcome, SettledMessage } from '../delivery/settlement.js';
import { Settler } from '../delivery/settler.js';
import { receiveCountOf } from '../queue/received.js';
import { SqsQueue } from '../queue/sqs-queue.js';
import type { QuietLog } from '../quiet-log.js';
import type { ResolvedOptions } from '../server/sqs-server-options.js';
import { InFlight } from './in-flight.js';
import { Outage } from './outage.js';
import { ReceiveLoop } from './receive-loop.js';

/** Past the drain's deadline a handler has this long to heed its signal, so that its message is not given back under its hands. */
const ABORT_GRACE_MILLISECONDS = 1000;
/** What is held until it is its group's turn: more than that of one group, and those behind it are not seen. */
const WAITING_PER_SLOT = 9;
/** Every request of a settlement has a cap of its own; this one only keeps a bug from blocking the exit. */
const SETTLEMENT_CAP_MILLISECONDS = 60_000;

/** `paused`: receiving has not worked yet, or waits for SQS or for a dependency to come back. */
export type SqsState = 'receiving' | 'paused' | 'draining' | 'stopped';

export interface ConsumerPorts {
  readonly handle: (message: Message, signal: AbortSignal, onBegun: () => void) => Promise<void>;
  readonly isDependencyFailure: (error: unknown) => boolean;
  readonly onState: (state: SqsState) => void;
  readonly onSettled: (settled: SettledMessage) => void;
  readonly log: QuietLog;
}

/** One run of receiving, from the first poll to the end of the drain. */
export class Consumer {
  private readonly queue: SqsQueue;
  private readonly settler: Settler;
  private readonly inFlight: InFlight;
  private readonly outage: Outage;
  private readonly loop: ReceiveLoop;
  private readonly givingBack = new Set<Promise<void>>();
  private stopped?: Promise<void>;
  private current: SqsState = 'stopped';

  constructor(
    private readonly options: ResolvedOptions,
    private readonly ports: ConsumerPorts,
  ) {
    const { log, onSettled } = ports;
    this.queue = new SqsQueue(options);
    this.settler = new Settler(options, { queue: this.queue, log, onSettled });
    const { concurrency, groupOf } = options;
    this.inFlight = new InFlight(concurrency * (groupOf === undefined ? 1 : 1 + WAITING_PER_SLOT));
    this.outage = new Outage(options.probe, log);
    this.loop = new ReceiveLoop(options.waitTimeSeconds, {
      queue: this.queue,
      inFlight: this.inFlight,
      outage: this.outage,
      log,
      deliver: (message) => this.deliver(message),
      giveBack: (message) => this.giveBack(message),
      onReceiving: (isReceiving) => this.change(isReceiving ? 'receiving' : 'paused'),
    });
  }

  get state(): SqsState {
    return this.current;
  }

  start(): void {
    this.change('paused');
    this.loop.start();
  }

  /** Resolves when nothing is received, handled or settled any more. */
  stop(): Promise<void> {
    this.stopped ??= this.drain();
    return this.stopped;
  }

  private async drain(): Promise<void> {
    this.change('draining');
    this.inFlight.abortWaiting();
    const { drainMilliseconds } = this.options;
    await Promise.all([this.loop.stop(drainMilliseconds), this.inFlight.untilIdle(drainMilliseconds)]);
    this.inFlight.abort();
    await this.inFlight.untilIdle(ABORT_GRACE_MILLISECONDS);
    this.inFlight.abandon();
    await this.inFlight.untilIdle(SETTLEMENT_CAP_MILLISECONDS);
    await Promise.all(this.givingBack);
    this.change('stopped');
  }

  private deliver(message: Message): void {
    const { log, handle } = this.ports;
    const delivery = new Delivery(message, this.options.visibilityTimeoutSeconds, {
      settler: this.settler,
      handle,
      onHandled: (outcome) => this.weigh(outcome),
      extend: (capMilliseconds) =>
        this.queue.hide(message, this.options.visibilityTimeoutSeconds, capMilliseconds),
      log,
    });
    this.inFlight.add(delivery, (error) => log.error('a message could not be settled', error));
  }

  /** A message that nobody can handle now. Behind an outage it waits its turn, or its receives would be used up for nothing. */
  private giveBack(message: Message): void {
    const seconds = this.isRunning ? backoffSeconds(receiveCountOf(message), this.options.backoff) : 0;
    const given = this.queue
      .hide(message, seconds)
      .catch((error: unknown) => this.ports.log.warn('a message could not be given back', error));
    this.givingBack.add(given);
    void given.then(() => this.givingBack.delete(given));
  }

  private weigh(outcome: Outcome): void {
    if (!outcome.hasFailed) return this.outage.forget();
    if (this.isRunning && this.ports.isDependencyFailure(outcome.error)) this.loop.pauseForOutage();
  }

  private get isRunning(): boolean {
    return this.current === 'receiving' || this.current === 'paused';
  }

  private change(state: SqsState): void {
    if (state === this.current) return;
    this.current = state;
    this.ports.onState(state);
  }
}
