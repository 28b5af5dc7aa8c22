import { isSniffedAsHtml } from '../any/html.js';

/** CommonMark 4.5 and 6.1: what a document shows as code. */
const CODE = /(?:^|\n)[ >]*(`{3,}|~{3,})[^]*?\n[ >]*\1|`[^`\n]*`/g;
/** 4.4: so is what is indented, behind an empty line. Pages are indented as well, but have no such headings. */
const INDENTED = /\n[ \t]*(?:\r?\n(?: {4}|\t)[^\n]*)+/g;
const HEADING = /(?:^|\n)#{1,6} \S/;
/** What a page has, and what of a document a viewer of Markdown leaves out. */
const OF_PAGES =
  /<(?:[\w.-]+:)?(?:html|head|body|script|iframe|frameset|object|embed|applet|meta|link|base|form)[\s>/:]|<[a-z][^<>]*(?:[\s/"']on\w+\s*=|=[\s"']*(?:java|vb)script:)/i;

/**
 * Markdown begins with a tag where it has a logo, a heading in the middle or a comment. It is a page only if it goes on
 * like one: it has something that acts, other than as an example.
 */
export function isPage(text: string, whole: string): boolean {
  const beginsLikeHtml = [text, whole].some(
    (start) => /^<img[\s>/]/i.test(start) || isSniffedAsHtml(Buffer.from(start.slice(0, 2048))),
  );
  return beginsLikeHtml && OF_PAGES.test(withoutCode(whole));
}

function withoutCode(text: string): string {
  const rest = text.replace(CODE, '');
  return HEADING.test(rest) ? rest.replace(INDENTED, '\n') : rest;
}
