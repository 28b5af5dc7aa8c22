/** What an unzipper makes of an entry. */
export type FileKind = 'file' | 'folder' | 'link' | 'special';

/** sys/stat.h, S_IFMT; POSIX leaves the numbers open, all systems have these. */
const FILE_TYPE_MASK = 0o170000;
const KINDS: ReadonlyMap<number, FileKind> = new Map([
  [0o040000, 'folder'],
  [0o120000, 'link'],
  [0o010000, 'special'], // a pipe
  [0o020000, 'special'], // a character device
  [0o060000, 'special'], // a block device
  [0o140000, 'special'], // a socket
]);

/**
 * By the upper 16 bits of the external attributes. APPNOTE 4.4.2 would have them looked at only where the entry was
 * made on Unix, but unzippers differ in which systems count as one (macOS, OS/2, BeOS), so any may.
 */
export const kindOf = (mode: number): FileKind => KINDS.get(mode & FILE_TYPE_MASK) ?? 'file';
