import { reject, type Rejection } from '#core';

/**
 * A format as one function that reads on from byte to byte. What it yields whenever it wants more is the verdict if
 * there is no more, so no reader has to ask; what it returns is the verdict before the end.
 */
export type Walk<T = Rejection | undefined> = Generator<Rejection | undefined, T, void>;

/** The most that is held at a time: a field or a table, never a picture. */
const MAX_TAKEN_BYTES = 64 * 1024;

const CUT_SHORT = reject('truncated', 'The image is cut short.');

/** A place in bytes that come in slices: nothing depends on where one slice ends and the next begins. */
export class SliceCursor {
  /** Of the next byte, from the object's start. */
  position = 0;
  private rest: Buffer = Buffer.alloc(0);

  /** The slice is read, or copied, before the next one comes. */
  feed(slice: Buffer): void {
    this.rest = this.rest.length === 0 ? slice : Buffer.concat([this.rest, slice]);
  }

  /** The walk keeps no slice: it may be written over. */
  settle(): void {
    this.rest = Buffer.from(this.rest);
  }

  *take(bytes: number): Walk<Buffer> {
    if (bytes > MAX_TAKEN_BYTES) throw new RangeError(`takes more than ${MAX_TAKEN_BYTES} bytes`);
    while (this.rest.length < bytes) yield CUT_SHORT;
    return this.pass(bytes);
  }

  *byte(): Walk<number> {
    while (this.rest.length === 0) yield CUT_SHORT;
    return this.pass(1)[0]!;
  }

  /** Passes over a part of any size; whoever looks at it sees it in pieces. */
  *skip(bytes: number, look?: (piece: Buffer) => void): Walk<void> {
    for (let left = bytes; left > 0;) {
      while (this.rest.length === 0) yield CUT_SHORT;
      const piece = this.pass(Math.min(left, this.rest.length));
      look?.(piece);
      left -= piece.length;
    }
  }

  /** Over blocks that each begin with their length in one byte, to one of none: a file may have millions. */
  *skipBlocks(): Walk<void> {
    for (let left = 0; ;) {
      const { rest } = this;
      let at = 0;
      while (at < rest.length) {
        const passed = Math.min(left, rest.length - at);
        at += passed;
        left -= passed;
        if (left > 0 || at === rest.length) break;
        left = rest[at++]!;
        if (left > 0) continue;
        this.pass(at);
        return;
      }
      this.pass(at);
      yield CUT_SHORT;
    }
  }

  /** Over everything to the next such byte that is followed by another and by none that `isPassed`; returns what follows it. */
  *seek(byte: number, isPassed: (next: number) => boolean): Walk<number> {
    for (;;) {
      const { rest } = this;
      let at = rest.indexOf(byte);
      while (at >= 0 && at + 1 < rest.length) {
        const next = rest[at + 1]!;
        if (next !== byte && !isPassed(next)) {
          this.pass(at + 2);
          return next;
        }
        at = rest.indexOf(byte, next === byte ? at + 1 : at + 2);
      }
      this.pass(at < 0 ? rest.length : at);
      yield CUT_SHORT;
    }
  }

  /** The next bytes, in pieces; the object may end before any of them. */
  *more(ifNone?: Rejection): Walk<Buffer> {
    while (this.rest.length === 0) yield ifNone;
    return this.pass(this.rest.length);
  }

  /** The last of what was passed is to be read again. */
  unread(bytes: Buffer): void {
    this.rest = Buffer.concat([bytes, this.rest]);
    this.position -= bytes.length;
  }

  private pass(bytes: number): Buffer {
    const passed = this.rest.subarray(0, bytes);
    this.rest = this.rest.subarray(bytes);
    this.position += bytes;
    return passed;
  }
}
