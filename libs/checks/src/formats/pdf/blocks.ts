import { BLOCK_BYTES } from './limits.js';

/** Cuts bytes at multiples of BLOCK_BYTES of the whole, however they arrive: the same document is always read in the same pieces. */
export class Blocks {
  private readonly open = Buffer.allocUnsafe(BLOCK_BYTES);
  private openBytes = 0;

  /** What is behind the last whole block. */
  get rest(): Buffer {
    return this.open.subarray(0, this.openBytes);
  }

  /** The blocks that end in this slice; each is gone when the next is asked for. */
  *cut(slice: Buffer): Iterable<Buffer> {
    for (let at = 0; at < slice.length;) {
      if (this.openBytes === 0 && slice.length - at >= BLOCK_BYTES) {
        yield slice.subarray(at, at + BLOCK_BYTES);
        at += BLOCK_BYTES;
        continue;
      }
      const copied = slice.copy(this.open, this.openBytes, at);
      at += copied;
      this.openBytes += copied;
      if (this.openBytes < BLOCK_BYTES) return;
      this.openBytes = 0;
      yield this.open;
    }
  }
}
