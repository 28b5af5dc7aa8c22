import { isAscii, isUtf8 } from 'node:buffer';

/** RFC 3629: of a character. */
const MAX_CHARACTER_BYTES = 4;
/** What Windows-1252 has no character for; other code pages and other files do. */
const UNDEFINED = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Is it UTF-8, or text of Western Windows programs? The first character beyond ASCII says it: a letter of Windows-1252
 * that an ASCII letter follows is nothing in UTF-8. (WHATWG Encoding, 9.1, has the table; where characters are is
 * enough for us, so they are read as Latin-1.)
 */
export class CodePageGuess {
  isWindows1252 = false;
  /** It has bytes that are nothing in either. */
  isNeither = false;
  private isOpen = true;
  private pending: Uint8Array = Buffer.alloc(0);

  /** What may be decoded now: all but a character that is not yet whole. */
  next(slice: Uint8Array): Uint8Array {
    if (!this.isOpen) return this.settled(slice);
    const bytes = this.pending.length === 0 ? slice : Buffer.concat([this.pending, slice]);
    if (isAscii(bytes)) return bytes;
    const at = bytes.findIndex((byte) => byte >= 0x80);
    if (bytes.length - at >= MAX_CHARACTER_BYTES) return this.decide(bytes, at);
    this.pending = Buffer.from(bytes.subarray(at));
    return bytes.subarray(0, at);
  }

  finish(): Uint8Array | undefined {
    return this.isOpen && this.pending.length > 0 ? this.decide(this.pending, 0) : undefined;
  }

  private decide(bytes: Uint8Array, at: number): Uint8Array {
    this.isOpen = false;
    this.isWindows1252 = ![2, 3, 4].some((length) => isCharacter(bytes.subarray(at, at + length), length));
    return this.settled(bytes);
  }

  private settled(bytes: Uint8Array): Uint8Array {
    if (this.isWindows1252) this.isNeither ||= bytes.some((byte) => UNDEFINED.has(byte));
    return bytes;
  }
}

/** One of that many bytes: two shorter ones would be valid as well. */
const isCharacter = (bytes: Uint8Array, length: number): boolean => bytes.length === length && isUtf8(bytes);
