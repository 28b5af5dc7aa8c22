import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#core';
import { Sweep, type Window } from './sweep.js';

/** Instances that started together must not list together for ever. */
const JITTER = 0.2;

export interface SweeperOptions {
  /** From the beginning of one pass to the next; 0: never. */
  readonly intervalSeconds: number;
  /** What one instance may spend. */
  readonly requestsPerMinute: number;
}

/** Sweeps again and again until the process stops. A pass that fails is logged, and the next one covers its time too. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Sweep');
  private readonly stopping = new AbortController();
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly sweep: Sweep,
    private readonly clock: Clock,
    private readonly options: SweeperOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.intervalSeconds > 0) this.sweeping = this.loop(this.stopping.signal);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.sweeping;
  }

  private async loop(signal: AbortSignal): Promise<void> {
    const { intervalSeconds } = this.options;
    let since = new Date(this.clock.now().getTime() - intervalSeconds * 1000);
    let rest: Window | undefined;
    while (await this.waits(intervalSeconds * 1000 * (1 + JITTER * (Math.random() - 0.5)))) {
      const window: Window = rest ?? { since, now: this.clock.now() };
      try {
        const swept = await this.sweep.run(window, { pace: () => this.pace(), signal });
        if (swept.requested > 0) this.logger.log({ requested: swept.requested });
        rest = swept.rest;
        since = window.now;
      } catch (error) {
        if (!signal.aborted)
          this.logger.warn(`a pass failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  private async pace(): Promise<void> {
    await this.waits(60_000 / this.options.requestsPerMinute);
    this.stopping.signal.throwIfAborted();
  }

  /** False as soon as the process stops. */
  private waits(milliseconds: number): Promise<boolean> {
    const { signal } = this.stopping;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve(!signal.aborted);
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
  }
}
