/**
 * The one name for all spellings that some system takes for one: without case, with a backslash for a separator, without
 * empty segments and `.`, and as Windows sees each segment: without the dots and blanks at its end, and without the
 * stream that follows a colon. `..` and its like stay, for whoever looks.
 */
export function foldName(name: string): string {
  const segments = name.replaceAll('\\', '/').normalize('NFC').toLowerCase().split('/');
  return segments
    .filter((segment) => segment !== '' && segment !== '.')
    .map((segment) => (isDots(segment) ? '..' : beforeStream(segment)))
    .join('/');
}

/** `..`, `...`, `.. ` and so on lead upwards, or nowhere, according to the system. */
const isDots = (segment: string): boolean => /^[. ]+$/.test(segment);

/** Microsoft, "Naming Files, Paths, and Namespaces". A leading colon leaves no name before it. */
function beforeStream(segment: string): string {
  const colon = segment.indexOf(':', 1);
  return withoutEnd(colon < 0 ? segment : segment.slice(0, colon), '. ');
}

/** Without those characters at its end. One by one: an expression begins anew at each of them. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}
