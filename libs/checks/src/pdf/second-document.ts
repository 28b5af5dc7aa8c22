const HEADER = Buffer.from('%PDF-');
/** The end of a document, and a few line ends. */
const LOOKED_BACK_BYTES = 64;
const KEPT_BYTES = LOOKED_BACK_BYTES + HEADER.length - 1;
const ENDS_A_DOCUMENT = /%%EOF[\0\t\n\f\r ]*$/;

/** Finds a document behind the end of another: which of the two a reader shows depends on how it counts offsets. */
export class SecondDocumentFinder {
  private kept = Buffer.alloc(0);

  /** True if one's header ends in this slice. */
  find(slice: Buffer): boolean {
    const keptBytes = this.kept.length;
    const bytes = Buffer.concat([this.kept, slice]);
    this.kept = Buffer.from(bytes.subarray(Math.max(0, bytes.length - KEPT_BYTES)));
    const first = Math.max(0, keptBytes - HEADER.length + 1);
    for (let at = bytes.indexOf(HEADER, first); at >= 0; at = bytes.indexOf(HEADER, at + 1)) {
      const before = bytes.toString('latin1', Math.max(0, at - LOOKED_BACK_BYTES), at);
      if (ENDS_A_DOCUMENT.test(before)) return true;
    }
    return false;
  }
}
