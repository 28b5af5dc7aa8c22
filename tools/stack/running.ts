import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log, Program } from './program.js';

const STOP_MILLISECONDS = 30_000;
const READY_MILLISECONDS = 60_000;
const READY_POLL_MILLISECONDS = 100;
/** What a program said last, for the error that it never became ready. */
const LAST_LINES = 20;

/** One run of a program, from its start to its end. */
export class Running {
  private readonly child: ChildProcess;
  private readonly lastLines: string[] = [];
  /** Resolves with the reason when the process is gone and all it wrote was read. */
  readonly ended: Promise<string>;
  private isOver = false;

  constructor(
    private readonly program: Program,
    private readonly log: Log,
  ) {
    // A process group of its own: Ctrl-C reaches only this process, which stops the others in order.
    this.child = spawn(program.command, program.args, {
      env: program.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    this.child.stdin?.on('error', () => undefined);
    for (const stream of [this.child.stdout, this.child.stderr])
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => this.say(line));
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => resolve(error.message));
      this.child.once('close', (code, signal) => resolve(signal ?? `exit code ${code ?? 0}`));
    });
    void this.ended.then(() => (this.isOver = true));
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves when the program may be used. @throws Error when it ended first or took too long */
  async ready(signal: AbortSignal): Promise<void> {
    const deadline = AbortSignal.timeout(READY_MILLISECONDS);
    const either = AbortSignal.any([signal, deadline]);
    while (!(await this.isReady(either))) {
      signal.throwIfAborted();
      if (this.isOver) throw this.notReady(`ended before it was ready (${await this.ended})`);
      if (deadline.aborted) throw this.notReady(`was not ready after ${READY_MILLISECONDS / 1000} s`);
      await pause(READY_POLL_MILLISECONDS);
    }
    await this.program.prepare?.(either);
  }

  /** Asks it to stop; kills it past the deadline, and whatever it started. True if it stopped by itself. */
  async stop(): Promise<boolean> {
    this.signal('SIGTERM');
    const { stopMilliseconds = STOP_MILLISECONDS } = this.program;
    const timer = new AbortController();
    const late = pause(stopMilliseconds, 'late' as const, { signal: timer.signal }).catch(
      () => 'late' as const,
    );
    const isLate = (await Promise.race([this.ended, late])) === 'late';
    timer.abort();
    if (!isLate) return true;
    this.log(this.program.name, `did not stop within ${stopMilliseconds / 1000} s and is killed`);
    this.kill();
    await this.ended;
    return false;
  }

  /** At once, and without a chance to tidy up. */
  kill(): void {
    this.signal('SIGKILL');
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.isOver || this.child.pid === undefined) return;
    try {
      // Asking is for the program itself; killing is for all it started.
      process.kill(signal === 'SIGKILL' ? -this.child.pid : this.child.pid, signal);
    } catch {
      // It was gone already.
    }
  }

  private async isReady(signal: AbortSignal): Promise<boolean> {
    return !this.isOver && (await this.program.isReady(signal).catch(() => false)) && !this.isOver;
  }

  private notReady(what: string): Error {
    const said = this.lastLines.map((line) => `\n  ${line}`).join('');
    return new Error(`${this.program.name} ${what}${said === '' ? '' : `; it said last:${said}`}`);
  }

  private say(line: string): void {
    this.lastLines.push(line);
    if (this.lastLines.length > LAST_LINES) this.lastLines.shift();
    this.log(this.program.name, line);
  }
}
