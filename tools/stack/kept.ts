import { setTimeout as pause } from 'node:timers/promises';
import type { Log, Program } from './program.js';
import { Running } from './running.js';

const FIRST_PAUSE_MILLISECONDS = 1_000;
const MAX_PAUSE_MILLISECONDS = 30_000;
/** A program that ran this long is not dying in a loop: its next death is treated as its first. */
const STEADY_MILLISECONDS = 60_000;

/** A program that is started again when it dies, each time in a row after a longer pause. */
export class Kept {
  private running: Running;
  private readonly stopping = new AbortController();
  private readonly loop: Promise<void>;

  private constructor(
    readonly program: Program,
    private readonly log: Log,
    first: Running,
  ) {
    this.running = first;
    this.loop = this.keep();
  }

  /** Resolves when the program is ready. @throws Error when its first start fails: that is a mistake, not bad luck */
  static async start(program: Program, log: Log, signal: AbortSignal): Promise<Kept> {
    const first = new Running(program, log);
    try {
      await first.ready(signal);
    } catch (error) {
      await first.stop();
      await program.tidy?.();
      throw error;
    }
    return new Kept(program, log, first);
  }

  /** Of the process that runs now. */
  get pid(): number | undefined {
    return this.running.pid;
  }

  /** True if it stopped by itself. */
  async stop(): Promise<boolean> {
    this.stopping.abort();
    const isClean = await this.running.stop();
    await this.loop;
    await this.program.tidy?.();
    return isClean;
  }

  /** At once: nothing is started again. */
  kill(): void {
    this.stopping.abort();
    this.running.kill();
  }

  private async keep(): Promise<void> {
    const { signal } = this.stopping;
    let pauseMilliseconds = FIRST_PAUSE_MILLISECONDS;
    let startedAt = performance.now();
    for (;;) {
      const reason = await this.running.ended;
      if (signal.aborted) return;
      if (performance.now() - startedAt > STEADY_MILLISECONDS) pauseMilliseconds = FIRST_PAUSE_MILLISECONDS;
      this.log(this.program.name, `died (${reason}); it is started again in ${pauseMilliseconds / 1000} s`);
      await pause(pauseMilliseconds, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      pauseMilliseconds = Math.min(pauseMilliseconds * 2, MAX_PAUSE_MILLISECONDS);
      startedAt = performance.now();
      await this.restart(signal);
    }
  }

  private async restart(signal: AbortSignal): Promise<void> {
    this.running = new Running(this.program, this.log);
    try {
      await this.running.ready(signal);
      this.log(this.program.name, 'works again');
    } catch (error) {
      if (signal.aborted) return;
      this.log(this.program.name, error instanceof Error ? error.message : String(error));
      await this.running.stop();
    }
  }
}
