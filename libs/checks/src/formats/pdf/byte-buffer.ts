/** Bytes that come piece by piece, or one by one, up to a cap. */
export class ByteBuffer {
  private bytes = Buffer.allocUnsafe(1024);
  private length = 0;
  private hasOverflown = false;

  constructor(private readonly maxBytes: number) {}

  /** More than the bytes, so that not every piece has it grow. */
  get allocatedBytes(): number {
    return this.bytes.length;
  }

  /** Copies the piece: whoever gave it may use its memory again. */
  push(piece: Buffer): void {
    const length = this.length + piece.length;
    this.hasOverflown ||= length > this.maxBytes;
    if (this.hasOverflown) {
      this.bytes = Buffer.alloc(0);
      return;
    }
    if (length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.min(2 * length, this.maxBytes));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    piece.copy(this.bytes, this.length);
    this.length = length;
  }

  /** Everything but the last bytes; undefined if there were more than the cap. */
  toBuffer(butLast: number): Buffer | undefined {
    return this.hasOverflown ? undefined : this.bytes.subarray(0, this.length - butLast);
  }
}
