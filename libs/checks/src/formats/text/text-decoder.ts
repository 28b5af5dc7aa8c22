import { TextDecoder } from 'node:util';
import { reject, type Rejection } from '#core';
import { Characters } from './characters.js';
import { CodePageGuess } from './code-page.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';
const BYTE_ORDER_MARK = '\ufeff';

/** Unicode 23.8: UTF-16 is told by its byte order mark; without one it is UTF-8, with one of its own or not. */
export function encodingOf(start: Uint8Array): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}

export interface DecoderOptions {
  readonly mayBeColoured?: boolean;
  /** What is no UTF-8 from its first character beyond ASCII on may be Windows-1252. */
  readonly mayBeWindows1252?: boolean;
}

/** Hostile bytes to text, slice by slice: valid to the last byte and without binary, or a rejection. */
export class StrictDecoder {
  private readonly decoder: TextDecoder;
  private readonly characters: Characters;
  private readonly guess?: CodePageGuess;
  private isFirst = true;

  constructor(
    readonly encoding: Encoding,
    { mayBeColoured = false, mayBeWindows1252 = false }: DecoderOptions = {},
  ) {
    this.decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    this.characters = new Characters(mayBeColoured);
    if (mayBeWindows1252 && encoding === 'utf-8') this.guess = new CodePageGuess();
  }

  get isWindows1252(): boolean {
    return this.guess?.isWindows1252 === true;
  }

  /** The next characters, the byte order mark left out. */
  write(slice: Uint8Array): string | Rejection {
    return this.decode(this.guess?.next(slice) ?? slice);
  }

  private decode(bytes: Uint8Array): string | Rejection {
    let text;
    try {
      text = this.isWindows1252
        ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
        : this.decoder.decode(bytes, { stream: true });
    } catch {
      return reject('malformed', `The text is not valid ${this.encoding.toUpperCase()}.`);
    }
    if (this.guess?.isNeither === true)
      return reject('malformed', 'The text is neither valid UTF-8 nor Windows-1252.');
    if (this.isFirst && text.length > 0) {
      this.isFirst = false;
      if (text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1);
    }
    return this.characters.areText(text)
      ? text
      : reject('type-mismatch', 'The text has characters that no text has.');
  }

  /** What is left, if the last character is whole. */
  finish(): string | Rejection {
    try {
      const rest = this.guess?.finish();
      const text = rest === undefined ? '' : this.decode(rest);
      this.decoder.decode();
      if (typeof text === 'string' && !this.characters.areWhole)
        return reject('type-mismatch', 'The text has characters that no text has.');
      return text;
    } catch {
      return reject('truncated', 'The text ends within a character.');
    }
  }
}
