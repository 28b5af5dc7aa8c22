/** RFC 5987, 3.2.1: attr-char. `encodeURIComponent` leaves `'()*!` alone, of which only `!` is one. */
const NOT_ATTR_CHAR = /['()*]/g;
/** What a quoted-string may hold here; a quote or backslash would need escaping, which old agents get wrong, and `%` is decoded by some. */
const NOT_PLAIN = /[^\x20-\x7e]|["\\%]/gu;

/** RFC 6266: always an attachment, so that a browser saves instead of rendering; `filename*` carries any Unicode, `filename` a plain shadow. */
export function attachment(filename: string): string {
  const plain = filename.replace(NOT_PLAIN, '_');
  const encoded = encodeURIComponent(filename).replace(
    NOT_ATTR_CHAR,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return plain === filename
    ? `attachment; filename="${plain}"`
    : `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
