/** XML's prolog: a byte order mark, the declaration, comments, instructions. */
const PROLOG = /^\ufeff?(?:\s+|<\?[^]*?\?>|<!--[^]*?-->)*/;
const ROOT = /^<(?:[\w.-]+:)?svg[\s>/]/;
const DOCTYPE = /^<!DOCTYPE\s+(?:[\w.-]+:)?svg[\s[>]/;

/** Could it be one? What a document type declares is looked at later. */
export function beginsLikeSvg(head: Buffer): boolean {
  const isUtf16 = head[0] === 0xff && head[1] === 0xfe;
  const text = head.toString(isUtf16 ? 'utf16le' : 'utf8').replace(PROLOG, '');
  return ROOT.test(text) || DOCTYPE.test(text);
}
