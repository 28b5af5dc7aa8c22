/*
 * ISO 32000-2, 7.11.2: `/` begins an absolute path, `//` or `\\` a server's, `X:` a drive's; a scheme makes it a URL.
 * UTF-16 with its byte order mark is read as if it were ASCII: NULs and the mark are left out.
 */
const ELSEWHERE = /^\s*(?:[\\/]|[a-z][a-z0-9+.-]*:)/i;

/** A file name that leads out of the folder of the document's own: an absolute path, a server's, or a URL. */
export function leadsElsewhere(file: string): boolean {
  return ELSEWHERE.test(file.replace(/^(?:\xfe\xff|\xff\xfe|\xef\xbb\xbf)/, '').replaceAll('\0', ''));
}

/** The keys of a file specification dictionary that name the file (7.11.3). */
export const FILE_KEYS = ['F', 'UF', 'DOS', 'Mac', 'Unix'] as const;
