import type { Rejection } from '#core';
import type { CheckResult, WholeObjectCheck } from '../../inspection/check.js';
import { encodingOf, StrictDecoder } from './text-decoder.js';

/** What a kind of text asks of its characters, given in order and in pieces. */
export interface TextReader {
  write(text: string): Rejection | undefined;
  finish(): CheckResult;
}

export interface TextContent {
  /** Names the check that reads all of it. */
  readonly check: string;
  readonly readerOf: () => TextReader;
  /** A person reads it, and no program does: it may be coloured, and begin like something that a program reads. */
  readonly isProse?: boolean;
  /** A policy may allow other encodings. */
  readonly mayBeInCodePage?: boolean;
}

const WINDOWS_1252 = {
  code: 'windows-1252',
  detail: 'The text is in Windows-1252, not in UTF-8.',
};

/** Every byte is text, and the reader likes what it says. Reads the whole object. */
export function textContent({ check, readerOf, isProse, mayBeInCodePage }: TextContent): WholeObjectCheck {
  return {
    name: check,
    reads: 'everything',
    codes: ['malformed', 'truncated', 'type-mismatch'],
    observe({ reader, policy }) {
      const decoder = new StrictDecoder(encodingOf(reader.head), {
        mayBeColoured: isProse,
        mayBeWindows1252: mayBeInCodePage === true && policy.encodings?.includes('windows-1252') === true,
      });
      const text = readerOf();
      const take = (characters: string | Rejection): Rejection | undefined =>
        typeof characters === 'string' ? text.write(characters) : characters;
      return {
        consume(slice) {
          const rejection = take(decoder.write(slice));
          return rejection === undefined ? undefined : { rejection };
        },
        finish() {
          const rejection = take(decoder.finish());
          if (rejection !== undefined) return { rejection };
          const result = text.finish();
          return decoder.isWindows1252
            ? { ...result, warnings: [...(result.warnings ?? []), WINDOWS_1252] }
            : result;
        },
      };
    },
  };
}

/** Any characters will do. */
export const ANY_TEXT = (): TextReader => ({ write: () => undefined, finish: () => ({}) });
