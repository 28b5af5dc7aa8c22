import type { Rejection } from '#core';
import { refuse, type CheckResult, type WholeObjectCheck } from '../check.js';
import { encodingOf, StrictDecoder } from './text-decoder.js';

/** What a kind of text asks of its characters, given in order and in pieces. */
export interface TextReader {
  write(text: string): Rejection | undefined;
  finish(): CheckResult;
}

/** Every byte is text, and the reader likes what it says. Reads the whole object. */
export function textContent(name: string, readerOf: () => TextReader): WholeObjectCheck {
  return {
    name,
    observe({ reader }) {
      const decoder = new StrictDecoder(encodingOf(reader.head));
      const text = readerOf();
      return {
        consume(slice) {
          const characters = decoder.write(slice);
          const rejection = typeof characters === 'string' ? text.write(characters) : characters;
          return rejection === undefined ? undefined : { rejection };
        },
        finish() {
          const rejection = decoder.finish();
          return rejection === undefined ? text.finish() : refuse(rejection.code, rejection.detail);
        },
      };
    },
  };
}

/** Any characters will do. */
export const ANY_TEXT = (): TextReader => ({ write: () => undefined, finish: () => ({}) });
