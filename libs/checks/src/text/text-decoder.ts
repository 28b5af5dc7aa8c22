import { TextDecoder } from 'node:util';
import { reject, type Rejection } from '#core';
import { hasBinary } from './characters.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';
const BYTE_ORDER_MARK = '\ufeff';

/** Unicode 23.8: UTF-16 is told by its byte order mark; without one it is UTF-8, with one of its own or not. */
export function encodingOf(start: Uint8Array): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Hostile bytes to text, slice by slice: valid to the last byte and without binary, or a rejection. */
export class StrictDecoder {
  private readonly decoder: TextDecoder;
  private isFirst = true;

  constructor(readonly encoding: Encoding) {
    this.decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  }

  /** The next characters, the byte order mark left out. */
  write(slice: Uint8Array): string | Rejection {
    let text;
    try {
      text = this.decoder.decode(slice, { stream: true });
    } catch {
      return reject('malformed', `is not valid ${this.encoding.toUpperCase()}`);
    }
    if (this.isFirst && text.length > 0) {
      this.isFirst = false;
      if (text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1);
    }
    return hasBinary(text) ? reject('type-mismatch', 'has characters that no text has') : text;
  }

  /** Undefined if the last character is whole. */
  finish(): Rejection | undefined {
    try {
      this.decoder.decode();
      return undefined;
    } catch {
      return reject('truncated', 'ends within a character');
    }
  }
}
