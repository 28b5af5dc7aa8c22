import type { Message } from '@aws-sdk/client-sqs';
import { isRefusal } from '../exceptions/refusal.js';
import { nameOf } from '../queue/received.js';
import type { QuietLog } from '../quiet-log.js';
import { Heartbeat } from './heartbeat.js';
import type { Outcome } from './settlement.js';
import type { Settler } from './settler.js';

export interface DeliveryPorts {
  readonly settler: Pick<Settler, 'settle'>;
  /** Resolves when everything the message asks for is done; tells when it has waited for its turn and begins. */
  readonly handle: (message: Message, signal: AbortSignal, onBegun: () => void) => Promise<void>;
  /** Told before the message is settled. */
  readonly onHandled: (outcome: Outcome) => void;
  readonly extend: (capMilliseconds: number) => Promise<void>;
  readonly log: QuietLog;
}

/** One receive of one message, from the queue's hand to its settlement. */
export class Delivery {
  private readonly work = new AbortController();
  private hasBegun = false;
  private isStopping = false;
  private isVisibilityLost = false;
  private giveUp: (outcome: Outcome) => void = () => undefined;
  private readonly givenUp = new Promise<Outcome>((resolve) => (this.giveUp = resolve));

  constructor(
    private readonly message: Message,
    private readonly visibilityTimeoutSeconds: number,
    private readonly ports: DeliveryPorts,
  ) {}

  /** Asks the handler to stop: its message will be given back. */
  abort(): void {
    this.isStopping = true;
    this.work.abort(new Error('the process is stopping'));
  }

  /** Gives the message back at once if it still waits for its turn. */
  abortUnlessBegun(): void {
    if (!this.hasBegun) this.abort();
  }

  /** No longer waits for a handler that ignores its signal. */
  abandon(): void {
    this.giveUp({ hasFailed: true, error: this.work.signal.reason, isRefused: false });
  }

  /** Resolves when the message is settled. */
  async run(): Promise<void> {
    const heartbeat = new Heartbeat({
      visibilityTimeoutSeconds: this.visibilityTimeoutSeconds,
      extend: this.ports.extend,
      onMissed: (error) =>
        this.ports.log.warn(`${nameOf(this.message)} could not be kept out of sight`, error),
      onLost: () => this.loseVisibility(),
    });
    try {
      const outcome = await Promise.race([this.handled(), this.givenUp]);
      this.ports.onHandled(outcome);
      const { isStopping, isVisibilityLost } = this;
      await this.ports.settler.settle(this.message, { ...outcome, isStopping, isVisibilityLost }, heartbeat);
    } finally {
      // Whatever broke: one that outlived its message would hide it for as long as the process lives.
      await heartbeat.stop();
    }
  }

  private async handled(): Promise<Outcome> {
    try {
      await this.ports.handle(this.message, this.work.signal, () => (this.hasBegun = true));
      return { hasFailed: false, isRefused: false };
    } catch (error) {
      return { hasFailed: true, error, isRefused: isRefusal(error) };
    }
  }

  private loseVisibility(): void {
    this.isVisibilityLost = true;
    this.work.abort(new Error('the visibility of the message was lost'));
  }
}
