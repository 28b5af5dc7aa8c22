import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { Logger } from '@nestjs/common';
import {
  Server,
  type CustomTransportStrategy,
  type MessageHandler,
  type MsPattern,
  type ReadPacket,
} from '@nestjs/microservices';
import { Consumer, type SqsState } from '../consumer/consumer.js';
import { FairSlots } from '../consumer/fair-slots.js';
import { SqsContext } from '../ctx-host/sqs.context.js';
import { dependencyFailures } from '../exceptions/dependency-failure.js';
import { MessageRefused } from '../exceptions/message-refused.js';
import { QuietLog } from '../quiet-log.js';
import { handlePackets } from './handle-packets.js';
import { completionOf, together } from './handlers.js';
import type { SqsEvents } from './sqs-events.js';
import { resolveOptions, type ResolvedOptions, type SqsServerOptions } from './sqs-server-options.js';

/** For `@EventPattern(pattern, SQS_TRANSPORT)`, where an application has other transports too. */
export const SQS_TRANSPORT = Symbol('sqs');
const MAX_QUOTED_PATTERN_CHARACTERS = 128;

/** Nest custom transport for one SQS queue. A message is acknowledged when its handlers have finished, and only then. */
export class SqsServer extends Server<SqsEvents, SqsState> implements CustomTransportStrategy {
  override transportId: symbol = SQS_TRANSPORT;
  /** Without it Nest would log a handler's failure and hand over a success. */
  override readonly propagatesEventHandlerErrors = true;
  protected override readonly logger = new Logger(SqsServer.name);
  private readonly log = new QuietLog(this.logger);
  private readonly resolved: ResolvedOptions;
  private readonly isDependencyFailure: (error: unknown) => boolean;
  private readonly listeners: { [Event in keyof SqsEvents]: SqsEvents[Event][] } = { state: [], settled: [] };
  private readonly slots: FairSlots;
  private consumer?: Consumer;

  /** @throws RangeError that lists every option that is out of its range */
  constructor(options: SqsServerOptions) {
    super();
    this.resolved = resolveOptions(options);
    this.slots = new FairSlots(this.resolved.concurrency);
    this.isDependencyFailure = dependencyFailures(this.resolved.isDependencyFailure, this.log);
  }

  get state(): SqsState {
    return this.consumer?.state ?? 'stopped';
  }

  /** Whether messages can reach the handlers right now, as far as is known. */
  isReceiving(): boolean {
    return this.state === 'receiving';
  }

  override listen(callback: (error?: Error) => void): void {
    if (this.consumer !== undefined && this.state !== 'stopped')
      return callback(new Error('already listening'));
    // Every message would be refused, and the queue end up in the dead-letter queue.
    if (this.messageHandlers.size === 0) return callback(new Error('no @EventPattern handler for SQS'));
    this.consumer = new Consumer(this.resolved, {
      handle: (message, signal, onBegun) => this.handle(message, signal, onBegun),
      isDependencyFailure: this.isDependencyFailure,
      onState: (state) => {
        this._status$.next(state);
        for (const tell of this.listeners.state) this.log.guard('a state listener', () => tell(state));
      },
      onSettled: (settled) => {
        for (const tell of this.listeners.settled) this.log.guard('a settled listener', () => tell(settled));
      },
      log: this.log,
    });
    this.consumer.start();
    callback();
  }

  /** Receives nothing more, lets handlers finish, and resolves when no message is held any more. */
  override async close(): Promise<void> {
    await this.consumer?.stop();
  }

  override on<Event extends keyof SqsEvents>(event: Event, listener: SqsEvents[Event]): void {
    this.listeners[event].push(listener);
  }

  override unwrap<T = SQSClient>(): T {
    return this.resolved.client as T;
  }

  override addHandler(
    pattern: MsPattern,
    handler: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    const route = this.normalizePattern(pattern);
    if (!isEventHandler)
      return this.log.warn(`@MessagePattern ${route} is not served: SQS carries no replies`);
    const others = this.messageHandlers.get(route);
    Object.assign(handler, { isEventHandler, extras });
    this.messageHandlers.set(route, others === undefined ? handler : together(others, handler));
  }

  /** By the exact pattern. The base class parses it as JSON first, which is not for what strangers send. */
  override getHandlerByPattern(pattern: string): MessageHandler | null {
    return this.messageHandlers.get(pattern) ?? null;
  }

  /** Unlike the base class's, waits for the handler's stream and rejects with its error, as ServerKafka does. */
  override async handleEvent(pattern: string, packet: ReadPacket, context: SqsContext): Promise<void> {
    const handler = this.getHandlerByPattern(pattern);
    if (handler === null)
      throw new MessageRefused(
        `no handler for the pattern "${pattern.slice(0, MAX_QUOTED_PATTERN_CHARACTERS)}"`,
      );
    await new Promise<void>((resolve, reject) => {
      const hooked: unknown = this.runWithProcessingHooks(context, async (runEndHook) => {
        await completionOf(handler, packet.data, context).then(resolve, reject);
        this.log.guard('the processing end hook', runEndHook);
      });
      // A start hook is typed to return nothing, so only its failure counts: success is the handler's to tell.
      Promise.resolve(hooked).catch(reject);
    });
  }

  private async handle(message: Message, signal: AbortSignal, onBegun: () => void): Promise<void> {
    const { deserializer, groupOf } = this.resolved;
    const packets = deserializer(message);
    const work = async (): Promise<void> => {
      onBegun();
      await handlePackets(packets, {
        handle: (packet) => this.handleEvent(packet.pattern, packet, new SqsContext(message, signal)),
        isDependencyFailure: this.isDependencyFailure,
        signal,
      });
    };
    await (groupOf === undefined ? work() : this.slots.run(groupOf(packets), signal, work));
  }
}
