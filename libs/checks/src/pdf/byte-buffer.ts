/** Bytes that come piece by piece, up to a cap. */
export class ByteBuffer {
  private readonly pieces: Buffer[] = [];
  private length = 0;

  constructor(private readonly maxBytes: number) {}

  /** Copies the piece: whoever gave it may use its memory again. */
  push(piece: Buffer): void {
    this.length += piece.length;
    if (this.length <= this.maxBytes) this.pieces.push(Buffer.from(piece));
    else this.pieces.length = 0;
  }

  /** Everything but the last bytes; undefined if there were more than the cap. */
  toBuffer(butLast: number): Buffer | undefined {
    return this.length > this.maxBytes ? undefined : Buffer.concat(this.pieces, this.length - butLast);
  }
}
