/** W3C PNG (third edition), 5.3. */
export interface Chunk {
  readonly type: string;
  readonly bytes: number;
  /** Its first bytes: all of a header. */
  readonly start: Buffer;
}
