import type { Message } from '@aws-sdk/client-sqs';
import { reasonOf } from '../exceptions/reason.js';
import { nameOf, receiveCountOf } from '../queue/received.js';
import type { SqsQueue } from '../queue/sqs-queue.js';
import type { QuietLog } from '../quiet-log.js';
import { backoffSeconds, type Backoff } from './backoff.js';
import type { Heartbeat } from './heartbeat.js';
import { settlementOf, type Circumstances, type SettledMessage, type Settlement } from './settlement.js';

export interface SettlerOptions {
  readonly backoff: Backoff;
  readonly maxReceiveCount?: number;
}

export interface SettlerPorts {
  readonly queue: SqsQueue;
  readonly log: QuietLog;
  readonly onSettled: (settled: SettledMessage) => void;
}

/** Carries out what was decided about a message, says so, and never rejects: what fails here, SQS repeats. */
export class Settler {
  constructor(
    private readonly options: SettlerOptions,
    private readonly ports: SettlerPorts,
  ) {}

  async settle(
    message: Message,
    handled: Omit<Circumstances, 'isLastReceive' | 'hasDeadLetterQueue'>,
    heartbeat: Heartbeat,
  ): Promise<void> {
    const { queue, onSettled } = this.ports;
    const { maxReceiveCount = Infinity } = this.options;
    const receiveCount = receiveCountOf(message);
    const isLastReceive = receiveCount >= maxReceiveCount;
    const circumstances = { ...handled, isLastReceive, hasDeadLetterQueue: queue.hasDeadLetterQueue };
    const reason = handled.hasFailed ? reasonOf(handled.error) : undefined;

    const settlement = await this.carryOut(message, circumstances, heartbeat);
    const { MessageId: messageId = '' } = message;
    onSettled({ messageId, receiveCount, settlement, ...(reason === undefined ? {} : { reason }) });
  }

  private async carryOut(
    message: Message,
    circumstances: Circumstances,
    heartbeat: Heartbeat,
  ): Promise<Settlement> {
    const settlement = settlementOf(circumstances);
    try {
      await this.steps[settlement](message, circumstances, heartbeat);
      return settlement;
    } catch (error) {
      this.ports.log.error(`${nameOf(message)} could not be ${settlement}`, error);
      // Nothing is lost if a move fails: the message goes back, and in the end SQS's own redrive takes it.
      if (settlement !== 'dead-lettered') return 'left';
      return this.carryOut(message, { ...circumstances, hasDeadLetterQueue: false }, heartbeat);
    }
  }

  private readonly steps = {
    acknowledged: (message) => this.ports.queue.delete(message),
    'dead-lettered': async (message, { error, isRefused }) => {
      // Where a refusal was thrown says nothing that its reason does not.
      this.ports.log[isRefused ? 'warn' : 'error'](`${nameOf(message)} goes to the dead-letter queue`, error);
      await this.ports.queue.moveToDeadLetterQueue(message, reasonOf(error));
    },
    retried: async (message, { error }, heartbeat) => {
      const seconds = backoffSeconds(receiveCountOf(message), this.options.backoff);
      this.ports.log.error(`${nameOf(message)} failed and comes back in ${seconds} s`, error);
      await heartbeat.stop();
      await this.ports.queue.hide(message, seconds);
    },
    'given-back': async (message, { error }, heartbeat) => {
      this.ports.log.warn(`${nameOf(message)} is given back`, error);
      await heartbeat.stop();
      await this.ports.queue.hide(message, 0);
    },
    left: async (message, { error }) =>
      this.ports.log.warn(`${nameOf(message)} is left to reappear by itself`, error),
  } satisfies Record<Settlement, Step>;
}

type Step = (message: Message, circumstances: Circumstances, heartbeat: Heartbeat) => Promise<void>;
