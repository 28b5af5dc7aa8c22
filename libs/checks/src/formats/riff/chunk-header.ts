/** Of a file: `RIFF`, its size, and what it is. */
export const RIFF_HEADER_BYTES = 12;
export const CHUNK_HEADER_BYTES = 8;

export interface RiffChunk {
  readonly type: string;
  /** Of its contents, without the byte that makes them even. */
  readonly bytes: number;
}

/** Multimedia Programming Interface 1.0, chapter 2: four letters and a size, of a chunk or of the whole file. */
export const chunkHeader = (header: Buffer): RiffChunk => ({
  type: header.toString('latin1', 0, 4),
  bytes: header.readUInt32LE(4),
});
