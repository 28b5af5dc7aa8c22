import { ByteBuffer } from './byte-buffer.js';
import { CARRIAGE_RETURN, LINE_FEED } from './characters.js';
import { MAX_OBJECT_STREAM_BYTES } from './limits.js';

const END = Buffer.from('endstream');
/** Where a match goes on after a byte that did not fit (Knuth, Morris, Pratt): only `e` begins the word again. */
const RETRY = [0, 0, 0, 0, 0, 0, 0, 1, 0];
/** Below this a search costs more than looking at each byte. */
const SHORT_RANGE_BYTES = 32;

/**
 * ISO 32000-2, 7.3.8: from the line end behind `stream` to `endstream`. The `/Length` is a claim, and readers differ in
 * whether they believe it. The word is what ends a body here, and nothing depends on it but where an object stream
 * ends, which must then agree with its `/Length`: what a reader could take for an object is looked for inside, too.
 */
export class StreamBody {
  hasEnded = false;
  /** It begins behind a line end. PDFium looks for one behind whatever else is there, others do not. */
  beginsPlainly = true;
  private state: 'line-end' | 'line-feed' | 'begun' = 'line-end';
  private matched = 0;
  private readonly kept?: ByteBuffer;

  constructor(readonly isKept: boolean) {
    if (isKept) this.kept = new ByteBuffer(MAX_OBJECT_STREAM_BYTES + END.length);
  }

  /** As they lie in memory: while the buffer grows there are two, and the new one is twice the old. */
  get keptBytes(): number {
    return 3 * (this.kept?.allocatedBytes ?? 0);
  }

  /** What came before `endstream`; undefined if it was too much to keep. */
  get bytes(): Buffer | undefined {
    return this.kept?.toBuffer(END.length);
  }

  /** Returns where it stopped: at `to`, or right behind `endstream`. */
  push(bytes: Buffer, from: number, to: number): number {
    let at = from;
    while (at < to && this.state !== 'begun') if (this.isBeforeBody(bytes[at] ?? 0)) at += 1;
    const end = this.findEnd(bytes, at, to);
    this.kept?.push(bytes.subarray(at, end));
    return end;
  }

  private findEnd(bytes: Buffer, from: number, to: number): number {
    const at = this.match(bytes, from, to - from < SHORT_RANGE_BYTES ? to : from, to);
    if (this.hasEnded || at === to) return at;
    const found = bytes.subarray(at, to).indexOf(END);
    if (found < 0) return this.match(bytes, Math.max(at, to - END.length + 1), to, to);
    this.hasEnded = true;
    return at + found + END.length;
  }

  /** Looks at every byte up to `until`, and on, at most to `to`, while the word may have begun. */
  private match(bytes: Buffer, from: number, until: number, to: number): number {
    let at = from;
    while (at < to && !this.hasEnded && (at < until || this.matched > 0)) {
      const byte = bytes[at] ?? 0;
      at += 1;
      while (this.matched > 0 && byte !== END[this.matched]) this.matched = RETRY[this.matched] ?? 0;
      if (byte === END[this.matched]) this.matched += 1;
      this.hasEnded = this.matched === END.length;
    }
    return at;
  }

  /** CR LF or LF; a lone CR, and blanks before it, are what some writers write and readers take. */
  private isBeforeBody(byte: number): boolean {
    if (byte === LINE_FEED) {
      this.state = 'begun';
      return true;
    }
    if (this.state === 'line-end' && byte === CARRIAGE_RETURN) {
      this.state = 'line-feed';
      return true;
    }
    if (this.state === 'line-end' && (byte === 0x20 || byte === 0x09)) return true;
    this.beginsPlainly = this.state === 'line-feed';
    this.state = 'begun';
    return false;
  }
}
