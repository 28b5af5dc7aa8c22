import type { Message } from '@aws-sdk/client-sqs';
import type { SqsQueue } from '../queue/sqs-queue.js';
import type { QuietLog } from '../quiet-log.js';
import { sleep } from '../time.js';
import type { InFlight } from './in-flight.js';
import type { Outage } from './outage.js';
import { pause } from './pause.js';

/** A long poll that says "nothing" sooner than this did not wait, whatever it was asked: that must not become a busy loop. */
const SHORTEST_EMPTY_POLL_MILLISECONDS = 500;

export interface ReceiveLoopPorts {
  readonly queue: SqsQueue;
  readonly inFlight: InFlight;
  readonly outage: Outage;
  readonly log: QuietLog;
  readonly deliver: (message: Message) => void;
  /** The message is not wanted after all. */
  readonly giveBack: (message: Message) => void;
  readonly onReceiving: (isReceiving: boolean) => void;
}

/**
 * Asks for as many messages as there are free slots, whenever there is one. One receive at a time: it returns at once
 * while there are messages, and a message that is slow to handle holds its slot and nothing else.
 */
export class ReceiveLoop {
  private readonly stopping = new AbortController();
  private poll = new AbortController();
  private running?: Promise<void>;
  private failures = 0;
  /** The first receive, and the one after a pause, does not wait: so that it is soon known whether receiving works. */
  private isProven = false;

  constructor(
    private readonly waitTimeSeconds: number,
    private readonly ports: ReceiveLoopPorts,
  ) {}

  /**
   * Resolves when the long poll under way has ended: SQS may go on handing messages to one that is broken off, and each
   * would stay hidden for the visibility timeout. What it brings is given back. After the cap it is broken off.
   */
  async stop(capMilliseconds: number): Promise<void> {
    this.stopping.abort();
    const timer = setTimeout(() => this.poll.abort(), capMilliseconds);
    await this.running;
    clearTimeout(timer);
  }

  /** Aborts the long poll: what it would bring cannot be handled now. */
  pauseForOutage(): void {
    this.ports.outage.begin();
    this.ports.onReceiving(false);
    this.isProven = false;
    this.poll.abort();
  }

  start(): void {
    this.running = this.run();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.ports.inFlight.untilFree(signal);
        if (this.ports.outage.isOn) await this.ports.outage.end(signal);
        else if (!signal.aborted) await this.receive();
      } catch (error) {
        if (!this.poll.signal.aborted && !signal.aborted) await this.recover(error);
      }
    }
  }

  private async receive(): Promise<void> {
    const { queue, inFlight, giveBack, deliver, onReceiving } = this.ports;
    this.poll = new AbortController();
    const { signal } = this.poll;
    const startedAt = performance.now();
    const ask = { most: inFlight.free, waitSeconds: this.isProven ? this.waitTimeSeconds : 0 };
    const messages = await queue.receive(ask, signal, (late) => late.forEach(giveBack));
    if (signal.aborted || this.stopping.signal.aborted) return messages.forEach(giveBack);
    this.failures = 0;
    this.isProven = true;
    onReceiving(true);
    messages.forEach(deliver);
    const hasNotWaited = messages.length === 0 && ask.waitSeconds > 0;
    const remaining = SHORTEST_EMPTY_POLL_MILLISECONDS - (performance.now() - startedAt);
    if (hasNotWaited && remaining > 0) await sleep(remaining, this.stopping.signal);
  }

  private async recover(error: unknown): Promise<void> {
    this.failures += 1;
    this.isProven = false;
    this.ports.onReceiving(false);
    this.ports.log.error(`receiving failed (${this.failures} in a row)`, error);
    await pause(this.failures, this.stopping.signal);
  }
}
