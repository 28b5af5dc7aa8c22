import { Memory, type MemoryLender } from '../memory.js';

/** Lends whatever is asked for, and remembers how much that was. */
export class GenerousLender implements MemoryLender {
  lentBytes = 0;
  mostBytes = 0;

  async take(bytes: number): Promise<void> {
    this.lentBytes += bytes;
    this.mostBytes = Math.max(this.mostBytes, this.lentBytes);
  }

  giveBack(bytes: number): void {
    this.lentBytes -= bytes;
  }
}

export const enoughMemory = (): Memory => new Memory(new GenerousLender());
