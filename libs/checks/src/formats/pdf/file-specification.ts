/*
 * ISO 32000-2, 7.11.2: `/` begins an absolute path, `//` or `\\` a server's, `X:` a drive's; a scheme makes it a URL.
 * UTF-16 with its byte order mark is read as if it were ASCII: NULs and the mark are left out.
 */
const ELSEWHERE = /^[\0-\x20\s]*(?:[\\/]|[a-z][a-z0-9+.-]*:)/i;
const BYTE_ORDER_MARK = /^(?:\xfe\xff|\xff\xfe|\xef\xbb\xbf)/;
/** 7.9.2.2: the language of what follows, between two of these, in a text string. */
const LANGUAGE_ESCAPE = '\x1b';

/** A file name that leads out of the folder of the document's own: an absolute path, a server's, or a URL. */
export function leadsElsewhere(file: string): boolean {
  const text = file.replace(BYTE_ORDER_MARK, '').replaceAll('\0', '');
  return ELSEWHERE.test(text) || ELSEWHERE.test(withoutLanguages(text));
}

function withoutLanguages(text: string): string {
  const parts = text.split(LANGUAGE_ESCAPE);
  return parts.filter((_, index) => index % 2 === 0).join('');
}

/** The keys of a file specification dictionary that name the file (7.11.3). */
export const FILE_KEYS = ['F', 'UF', 'DOS', 'Mac', 'Unix'] as const;
