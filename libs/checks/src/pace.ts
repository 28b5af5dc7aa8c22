import { setImmediate } from 'node:timers/promises';
import { BudgetExceeded } from './budget-exceeded.js';

/** CPU time for one object: about a hundred times what the dearest genuine file of 50 MiB takes. */
export const MAX_CPU_MILLISECONDS = 20_000;
/** The longest one object may keep the event loop before the others have their turn. */
const TURN_MILLISECONDS = 8;

/**
 * Keeps one object from stalling the others: work is cut into turns, and the time it takes in all is capped. Time spent
 * waiting does not count, so that a slow network never becomes a verdict.
 */
export class Pace {
  private spentMilliseconds = 0;
  private turnStart = performance.now();
  private cpuStart = cpuMilliseconds();

  constructor(
    private readonly signal: AbortSignal,
    private readonly maxMilliseconds = MAX_CPU_MILLISECONDS,
  ) {}

  /** Called in every loop over an object's bytes; nearly free until the turn is over. */
  async breathe(): Promise<void> {
    if (performance.now() - this.turnStart < TURN_MILLISECONDS) return;
    this.stop();
    if (this.spentMilliseconds > this.maxMilliseconds)
      throw new BudgetExceeded(`more than ${this.maxMilliseconds} ms of CPU time`);
    await setImmediate();
    this.signal.throwIfAborted();
    this.start();
  }

  /** Stops the clock until `pending` settles: for what is done elsewhere, by the store or on another thread. */
  async wait<T>(pending: Promise<T>): Promise<T> {
    this.stop();
    try {
      return await pending;
    } finally {
      this.start();
    }
  }

  private stop(): void {
    this.spentMilliseconds += cpuMilliseconds() - this.cpuStart;
  }

  private start(): void {
    this.turnStart = performance.now();
    this.cpuStart = cpuMilliseconds();
  }
}

/** Of this thread: a machine that is busy with something else is no fault of the object. */
function cpuMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
