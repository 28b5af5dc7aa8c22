import { AirlockError } from '#core';

/** Who has the turn may take its CPU time, and waits itself for the store. The wait of an object costs no delivery. */
const MAX_WAIT_MILLISECONDS = 5 * 60_000;

export interface TurnOptions {
  /** How many wait at once; whoever comes then had better wait elsewhere. Default: all. */
  readonly maxWaiting?: number;
  /** Default 300,000. */
  readonly maxWaitMilliseconds?: number;
}

/** What only one may have at a time; the others wait for it in the order in which they asked. */
export class Turn {
  private isTaken = false;
  /** In a Set, what was added first comes first. */
  private readonly waiting = new Set<() => void>();
  private readonly maxWaiting: number;
  private readonly maxWaitMilliseconds: number;

  constructor({ maxWaiting = Infinity, maxWaitMilliseconds = MAX_WAIT_MILLISECONDS }: TurnOptions = {}) {
    this.maxWaiting = maxWaiting;
    this.maxWaitMilliseconds = maxWaitMilliseconds;
  }

  /**
   * Resolves to what gives it to the next. Whoever gives up waiting gives up the place in the queue.
   * @throws the signal's reason, or AirlockError `undecidable` when too many wait or it takes too long
   */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.isTaken) await this.wait(signal);
    this.isTaken = true;
    let hasPassed = false;
    return () => {
      if (!hasPassed) this.pass();
      hasPassed = true;
    };
  }

  /** To the next one without an end in between: nobody may come first who did not wait. */
  private pass(): void {
    const [next] = this.waiting;
    if (next === undefined) this.isTaken = false;
    else next();
  }

  private async wait(signal: AbortSignal): Promise<void> {
    if (this.waiting.size >= this.maxWaiting)
      throw new AirlockError('undecidable', `${this.waiting.size} other objects wait for the memory`);
    const given = Promise.withResolvers<void>();
    const come = (): void => {
      this.waiting.delete(come);
      given.resolve();
    };
    const giveUp = (reason: unknown): void => {
      this.waiting.delete(come);
      given.reject(reason);
    };
    const abort = (): void => giveUp(signal.reason);
    const tire = (): void => giveUp(new AirlockError('undecidable', 'other objects need the memory'));
    const timer = setTimeout(tire, this.maxWaitMilliseconds);
    signal.addEventListener('abort', abort, { once: true });
    this.waiting.add(come);
    try {
      await given.promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  }
}
