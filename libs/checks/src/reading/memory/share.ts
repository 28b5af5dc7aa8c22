import { BudgetExceeded } from '../budget-exceeded.js';
import type { Pace } from '../pace.js';
import { Memory, type MemoryLender } from './memory.js';
import type { Turn } from './turn.js';

const MIB = 1024 * 1024;

/**
 * What is kept of one object without waiting: twice what a reader holds, so that a check of your own never waits, whose
 * time runs. Most genuine objects come to some 100 KiB; an archive of 20,000 files, its cap, with names of ordinary
 * length fits, and so does a workbook with 24,000 links.
 */
export const SHARE_BYTES = 24 * MIB;
/** What is kept of one object at the most, by the one whose turn it is. */
export const MAX_KEPT_BYTES = 128 * MIB;
/**
 * What nobody takes because it does not grow with the object, beside the first read: what an inflater has made
 * (32 KiB) with the names of the open elements of an XML part (6 MiB), a slice that is not yet counted of a PDF (6 MiB),
 * the tables of a picture or film (4 MiB), a read of which nothing more is held (4 MiB).
 */
export const WORKING_BYTES = 8 * MIB;

/**
 * One object's share of the memory. Past it, the object waits for the turn, which it keeps to its end: a scanner never
 * has more than one object beyond its share. Who waits has nothing that anybody else waits for, so nobody waits forever.
 */
class Share implements MemoryLender {
  private keptBytes = 0;
  private turn?: Promise<() => void>;
  private hasEnded = false;

  constructor(
    private readonly turns: Turn,
    private readonly pace: Pace,
    private readonly signal: AbortSignal,
  ) {}

  async take(bytes: number): Promise<void> {
    // A custom check that ran out of its time may still be reading.
    if (this.hasEnded) throw new BudgetExceeded('its inspection has ended');
    this.keptBytes += bytes;
    if (this.keptBytes > MAX_KEPT_BYTES)
      throw new BudgetExceeded(`The checks need more than ${MAX_KEPT_BYTES} bytes of memory.`);
    if (this.keptBytes <= SHARE_BYTES) return;
    this.turn ??= this.turns.take(this.signal);
    await this.pace.wait(this.turn);
  }

  giveBack(bytes: number): void {
    this.keptBytes -= bytes;
  }

  /** A turn that has not come yet is passed on when it comes. */
  end(): void {
    this.hasEnded = true;
    this.turn?.then(
      (pass) => pass(),
      () => undefined,
    );
  }
}

/** Nothing that `use` took is kept beyond it, however it ends. */
export async function withShare<T>(
  turns: Turn,
  pace: Pace,
  signal: AbortSignal,
  use: (memory: Memory) => Promise<T>,
): Promise<T> {
  const share = new Share(turns, pace, signal);
  try {
    return await use(new Memory(share));
  } finally {
    share.end();
  }
}
