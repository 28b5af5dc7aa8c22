import { reject, type Rejection } from '#core';
import { resourceProblem } from './urls.js';

/** CSS Syntax 4.3.7: how an ASCII letter hides in a keyword. */
const ESCAPE = /\\(?:([0-9a-f]{1,6})[ \t\n\r\f]?|([^\n\r\f0-9a-f]))/gi;
const COMMENT = /\/\*[^]*?(?:\*\/|$)/g;
/** Looked at wherever it stands, in a string as well: an escaped quote would hide the next. What an address is shows at its start. */

const URL_FUNCTION = /url\([\0-\x20]*(["']?)[\0-\x20]*(?=([^]{0,128}))/gi;
/** They take an address as a bare string. */
const LOADS_BY_STRING = /@import|(?:image|image-set|src|cross-fade|-webkit-image-set)\(/i;
const RUNS = /expression\(|-moz-binding|behavior\s*:|javascript:/i;

/** An embedded font has some hundred KiB. */
const MAX_STYLE_CHARACTERS = 1024 * 1024;
/** The largest icon fonts have some 7,000. */
const MAX_ESCAPES = 16 * 1024;
const MAX_ADDRESSES = 16 * 1024;
const UNCLEAR = reject('unverifiable', 'The SVG has a style too large to look into.');

/** In a style sheet, a style attribute or any other that may hold one: CSS Values 4.5. */
export function cssProblem(css: string): Rejection | undefined {
  if (!/[(@\\:]/.test(css)) return undefined;
  if (css.length > MAX_STYLE_CHARACTERS || occursOften(css, '\\', MAX_ESCAPES)) return UNCLEAR;
  const read = css.replace(ESCAPE, (_, hex?: string, literal?: string) =>
    hex === undefined ? (literal ?? '') : characterOf(Number.parseInt(hex, 16)),
  );
  // What is a comment depends on strings: it is looked at both with and without them.
  for (const text of [read, read.replace(COMMENT, '')]) {
    if (RUNS.test(text)) return reject('script', 'The SVG has a style that runs something.');
    if (LOADS_BY_STRING.test(text))
      return reject('external-reference', 'The SVG has a style that loads something.');
    if (occursOften(text.toLowerCase(), 'url(', MAX_ADDRESSES)) return UNCLEAR;
    for (const [, quote = '', address = ''] of text.matchAll(URL_FUNCTION)) {
      const isEmpty = address.startsWith(quote === '' ? ')' : quote);
      const problem = isEmpty ? undefined : resourceProblem(address);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

const characterOf = (code: number): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';

function occursOften(text: string, what: string, max: number): boolean {
  let count = 0;
  for (let at = text.indexOf(what); at >= 0 && count <= max; at = text.indexOf(what, at + what.length))
    count += 1;
  return count > max;
}
