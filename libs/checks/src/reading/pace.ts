import { setImmediate } from 'node:timers/promises';
import { AirlockError } from '#core';
import { BudgetExceeded } from './budget-exceeded.js';

/** The longest one object may keep the event loop before the others have their turn. */
const TURN_MILLISECONDS = 5;

/**
 * What may be made of an object, in steps of some 20 to 50 ns: a byte of XML is one, a tag or an attribute eight more, a byte
 * of a PDF's object stream four, and 16 bytes that are only inflated one. Counted, not timed: the same object gets the
 * same verdict everywhere. A sheet of a workbook, which deflates best of what is genuine, to a twentieth, takes some 45
 * for each of its bytes; the object streams of a PDF, which may have eight times its size, 32.
 */
const STEPS_PER_BYTE = 64;
/** For any object, however small: 8 MiB of XML. */
const MIN_STEPS = 16 * 1024 * 1024;
export const maxSteps = (objectBytes: number): number => MIN_STEPS + STEPS_PER_BYTE * objectBytes;

/** Past what all steps take on the slowest machine, counting has failed: that is our fault, and no verdict. */
const maxCpuMilliseconds = (steps: number): number => 60_000 + steps / 500;

/** One after the other, each with the events in between: all that wait are not let go at once. */
let lastTurn = Promise.resolve();
const nextTurn = (): Promise<void> => (lastTurn = lastTurn.then(() => setImmediate()));

/** Keeps one object from stalling the others: work is cut into turns, and its steps are counted and capped. */
export class Pace {
  private steps = 0;
  private spentMilliseconds = 0;
  private turnStart = performance.now();
  private cpuStart = cpuMilliseconds();

  /** For an object of unknown size there is no cap. */
  constructor(
    private readonly signal: AbortSignal,
    private readonly maxSteps = Infinity,
    private readonly maxMilliseconds = maxCpuMilliseconds(maxSteps),
  ) {}

  /**
   * Called in every loop over an object's bytes; nearly free until the turn is over. `steps` is what was made of the
   * object since the last time.
   */
  async breathe(steps = 0): Promise<void> {
    this.steps += steps;
    if (this.steps > this.maxSteps)
      throw new BudgetExceeded(`The checks need more than ${this.maxSteps} steps of work.`);
    if (performance.now() - this.turnStart < TURN_MILLISECONDS) return;
    this.stop();
    if (this.spentMilliseconds > this.maxMilliseconds)
      throw new AirlockError('undecidable', `more than ${this.maxMilliseconds} ms of CPU time`);
    await nextTurn();
    this.signal.throwIfAborted();
    this.start();
    this.turnStart = performance.now();
  }

  /** Stops the clock until `pending` settles: for what is done elsewhere, by the store or on another thread. */
  async wait<T>(pending: Promise<T>): Promise<T> {
    this.stop();
    try {
      // What has settled already gives nobody a turn, so this one goes on.
      return await pending;
    } finally {
      this.start();
    }
  }

  private stop(): void {
    this.spentMilliseconds += cpuMilliseconds() - this.cpuStart;
  }

  private start(): void {
    this.cpuStart = cpuMilliseconds();
  }
}

/** Of this thread: a machine that is busy with something else is no fault of the object. */
function cpuMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
