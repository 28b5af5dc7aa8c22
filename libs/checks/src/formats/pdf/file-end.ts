import { refuse, type CheckResult } from '../../inspection/check.js';

/** ISO 32000-1, Annex H.3.4.4 (implementation note 18): readers want the mark in the last 1,024 bytes. */
export const MAX_BYTES_AFTER_END_OF_FILE = 1024;
const END_OF_FILE = '%%EOF';
/** Line ends and blanks, the NULs that transports pad with, and the ^Z of old systems. */
const PADDING: ReadonlySet<string> = new Set('\0\t\n\f\r \u001a');
/** 7.5.5: the keyword, the offset, the mark; comments in between are allowed, and nothing else. */
const START_OF_XREF = /startxref[\0\t\n\f\r ]+(\d{1,10})(?:[\0\t\n\f\r ]|%(?!%EOF)[^\n\r]{0,512}[\n\r])*$/;
const MAX_START_OF_XREF_BYTES = 1024;

/** ISO 32000-2, 7.5.5: where the last xref section begins, from the tail; or why that cannot be said. */
export function findStartOfXref(tail: string): number | CheckResult {
  const end = tail.lastIndexOf(END_OF_FILE);
  if (end < 0) return refuse('truncated', 'The PDF does not end with %%EOF.');
  const after = tail.slice(end + END_OF_FILE.length);
  if (![...after].every((character) => PADDING.has(character)))
    return refuse('polyglot', 'The PDF goes on behind its end.');
  if (after.length > MAX_BYTES_AFTER_END_OF_FILE)
    return refuse('malformed', 'The PDF has too much padding behind its end.');
  const start = START_OF_XREF.exec(tail.slice(Math.max(0, end - MAX_START_OF_XREF_BYTES), end));
  return start === null
    ? refuse('damaged', 'The PDF does not say where its objects are listed.')
    : Number(start[1]);
}
