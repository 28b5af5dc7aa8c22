import { ByteBuffer } from './byte-buffer.js';
import { CARRIAGE_RETURN, LINE_FEED } from './characters.js';
import { MAX_OBJECT_STREAM_BYTES } from './limits.js';

const END = Buffer.from('endstream');

/**
 * ISO 32000-2, 7.3.8: from the line end behind `stream` to `endstream`. The `/Length` is a claim, and readers differ in
 * whether they believe it. The word is what ends a body here, and nothing depends on it but where an object stream
 * ends, which must then agree with its `/Length`: what a reader could take for an object is looked for inside, too.
 */
export class StreamBody {
  hasEnded = false;
  private state: 'line-end' | 'line-feed' | 'begun' = 'line-end';
  /** The last bytes before the next slice: `endstream` may be cut in two. */
  private carried = Buffer.alloc(0);
  private readonly kept?: ByteBuffer;

  constructor(readonly isKept: boolean) {
    if (isKept) this.kept = new ByteBuffer(MAX_OBJECT_STREAM_BYTES + END.length);
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
    const seam = Buffer.concat([this.carried, bytes.subarray(from, Math.min(to, from + END.length - 1))]);
    const inSeam = seam.indexOf(END);
    if (inSeam >= 0) {
      this.hasEnded = true;
      return from + inSeam + END.length - this.carried.length;
    }
    const found = bytes.subarray(from, to).indexOf(END);
    if (found >= 0) {
      this.hasEnded = true;
      return from + found + END.length;
    }
    const last = to - from < END.length ? seam : bytes.subarray(from, to);
    this.carried = Buffer.from(last.subarray(Math.max(0, last.length - END.length + 1)));
    return to;
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
    this.state = 'begun';
    return false;
  }
}
