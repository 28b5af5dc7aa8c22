import { reject, type Rejection } from '#core';
import { resourceProblem } from './urls.js';

/** CSS Syntax 4.3.7: how an ASCII letter hides in a keyword. */
const ESCAPE = /\\(?:([0-9a-f]{1,6})[ \t\n\r\f]?|([^\n\r\f0-9a-f]))/gi;
const COMMENT = /\/\*[^]*?(?:\*\/|$)/g;
const URL_FUNCTION = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*))/gi;
/** They take an address as a bare string. */
const LOADS_BY_STRING = /@import|(?:image|image-set|src|cross-fade|-webkit-image-set)\(/i;
const RUNS = /expression\(|-moz-binding|behavior\s*:|javascript:/i;

/** In a style sheet, a style attribute or any other that may hold one: CSS Values 4.5. */
export function cssProblem(css: string): Rejection | undefined {
  if (!/[(@\\:]/.test(css)) return undefined;
  const read = css.replace(ESCAPE, (_, hex?: string, literal?: string) =>
    hex === undefined ? (literal ?? '') : characterOf(Number.parseInt(hex, 16)),
  );
  // What is a comment depends on strings: it is looked at both with and without them.
  for (const text of [read, read.replace(COMMENT, '')]) {
    if (RUNS.test(text)) return reject('active-content', 'has a style that runs something');
    if (LOADS_BY_STRING.test(text)) return reject('external-reference', 'has a style that loads something');
    for (const [, double, single, bare] of text.matchAll(URL_FUNCTION)) {
      const problem = resourceProblem(double ?? single ?? bare ?? '');
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

const characterOf = (code: number): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
