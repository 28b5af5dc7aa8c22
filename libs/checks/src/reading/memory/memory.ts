/** Where memory comes from: a share of the process's, or the part of it that something larger has. */
export interface MemoryLender {
  /** Before, or as soon as, that many bytes more are kept. May wait. @throws past what one object may have at all. */
  take(bytes: number): Promise<void>;
  giveBack(bytes: number): void;
}

/**
 * What is kept of an object, in bytes as they lie in memory: whoever keeps what grows with the object takes it here,
 * and need not give it back, for at the end of the inspection all of it is.
 */
export class Memory implements MemoryLender {
  private keptBytes = 0;

  constructor(private readonly lender: MemoryLender) {}

  /** For what is kept for a while only: giving back all that was taken of a part leaves the rest. */
  part(): Memory {
    return new Memory(this);
  }

  async take(bytes: number): Promise<void> {
    // Sizes are often claims of the object's: one below zero would make room for what is not counted.
    if (!(bytes >= 0)) throw new RangeError(`${bytes} bytes cannot be kept`);
    this.keptBytes += bytes;
    await this.lender.take(bytes);
  }

  giveBack(bytes = this.keptBytes): void {
    this.keptBytes -= bytes;
    this.lender.giveBack(bytes);
  }

  /** For what grows and shrinks: that much is kept now, in all. */
  async keep(bytes: number): Promise<void> {
    if (bytes > this.keptBytes) await this.take(bytes - this.keptBytes);
    else this.giveBack(this.keptBytes - bytes);
  }
}
