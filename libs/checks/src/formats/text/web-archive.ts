/** RFC 5322, 2.2: a name, a colon, what follows, and what is folded below it. */
const FIELD = /^[\x21-\x39\x3b-\x7e]+[ \t]*:/;
const FOLDED = /^[ \t]/;
const RELATED = /^content-type\s*:\s*"?multipart\/(?:related|x-mixed-replace)/im;
const PAGE = /^content-type\s*:\s*"?(?:multipart\/|text\/html|application\/xhtml|image\/svg)/im;
/** RFC 2557: where the page was. A mere letter does not say it. */
const LOCATION = /^(?:snapshot-)?content-location\s*:/im;

/** MHTML: a page with its pictures, or alone, behind the header of a letter that begins with any field. */
export function isWebArchive(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  const end = lines.findIndex((line, i) => !FIELD.test(line) && !(i > 0 && FOLDED.test(line)));
  const header = lines
    .slice(0, end < 0 ? lines.length : end)
    .join('\n')
    .replace(/\n[ \t]+/g, ' ');
  return RELATED.test(header) || (PAGE.test(header) && LOCATION.test(header));
}
