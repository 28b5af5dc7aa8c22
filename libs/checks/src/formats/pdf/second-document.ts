const HEADER = Buffer.from('%PDF-');
/** The end of a document, and a few line ends. */
const LOOKED_BACK_BYTES = 64;
const KEPT_BYTES = LOOKED_BACK_BYTES + HEADER.length - 1;
const ENDS_A_DOCUMENT = /%%EOF[\0\t\n\v\f\r \x80\xff]*$/;

/**
 * Finds a document behind the end of another: which of the two a reader shows depends on how it counts offsets. An update
 * may repeat the header, as some writers do, if offsets can only be those of the file.
 */
export class SecondDocumentFinder {
  private kept = Buffer.alloc(0);
  private position = 0;
  private first?: number;
  private last = 0;

  get hasOne(): boolean {
    return this.first !== undefined;
  }

  /** `startOfXref`: what the end of the file says, and an xref section is there. */
  isUpdate(startOfXref: number, size: number): boolean {
    const { first = 0, last } = this;
    // Counted from the second header the xref would be behind the end; counted from the first it is part of the update.
    return startOfXref > last && first + startOfXref >= size;
  }

  find(slice: Buffer): void {
    const keptBytes = this.kept.length;
    const bytes = Buffer.concat([this.kept, slice]);
    this.kept = Buffer.from(bytes.subarray(Math.max(0, bytes.length - KEPT_BYTES)));
    const first = Math.max(0, keptBytes - HEADER.length + 1);
    for (let at = bytes.indexOf(HEADER, first); at >= 0; at = bytes.indexOf(HEADER, at + 1)) {
      const before = bytes.toString('latin1', Math.max(0, at - LOOKED_BACK_BYTES), at);
      if (!ENDS_A_DOCUMENT.test(before)) continue;
      this.last = this.position - keptBytes + at;
      this.first ??= this.last;
    }
    this.position += slice.length;
  }
}
