/** Reads numbers one after another; past the end they are NaN, which compares as wrong with everything. */
export class Fields {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
    private readonly end: number,
  ) {}

  get isOverrun(): boolean {
    return this.at > this.end;
  }

  /** Of 0 (which is zero) to 8 bytes; beyond 2^53 it is no size of anything. */
  number(bytes: number): number {
    const start = this.at;
    this.at += bytes;
    if (this.isOverrun) return NaN;
    if (bytes === 0) return 0;
    if (bytes <= 4) return this.bytes.readUIntBE(start, bytes);
    return this.bytes.readUInt32BE(start) * 0x1_0000_0000 + this.bytes.readUInt32BE(start + 4);
  }

  text(bytes: number): string {
    const start = this.at;
    this.at += bytes;
    return this.isOverrun ? '' : this.bytes.toString('latin1', start, this.at);
  }

  skip(bytes: number): this {
    this.at += bytes;
    return this;
  }
}
