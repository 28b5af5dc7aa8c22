import { isRejection } from '#core';
import type { Extent } from '../../reading/merge-extents.js';
import { OK, refuse, type Check, type Subject } from '../../inspection/check.js';
import { LOCAL_HEADER_BYTES } from './bytes.js';
import { zipDirectory } from './directory.js';
import { slackOf, STORED, type ZipEntry } from './entry.js';
import { readLocalHeader } from './local-header.js';

/** Fewer bytes than this before the next entry hide none: the smallest is a header and a name of one byte. */
const SMALLEST_ENTRY_BYTES = LOCAL_HEADER_BYTES + 1;
/** A local extra field holds at most this, a data descriptor at most 24. */
const MAX_SLACK_BYTES = 0xffff + 24;
/** Of the local headers that must be looked at, together. */
const MAX_REQUESTS = 4;

/**
 * Entry follows entry from the first byte to the directory: nothing before, between or twice, so that whoever reads
 * the archive from its front sees what its directory says. Reads the local headers that are at hand, and of the others
 * those that leave room for a hidden entry.
 */
export const zipLayout: Check = {
  name: 'zip-layout',
  reads: 'the directory and local headers',
  codes: ['malformed', 'polyglot'],
  async run(subject) {
    const directory = await zipDirectory(subject);
    if (isRejection(directory)) return { rejection: directory };
    const [first] = directory.entries;
    if (first !== undefined && first.offset > 0)
      return refuse('polyglot', 'Bytes precede the first entry of the ZIP.');
    const doubtful: Extent[] = [];
    for (const entry of directory.entries) {
      await subject.pace.breathe();
      const slack = slackOf(entry);
      if (entry.method === STORED && entry.bytes !== entry.compressedBytes)
        return refuse('malformed', 'A stored entry of the ZIP has two sizes.');
      if (slack > MAX_SLACK_BYTES) return refuse('malformed', 'Bytes of the ZIP belong to no entry.');
      if (slack >= SMALLEST_ENTRY_BYTES) doubtful.push(...headerAndTrailer(entry));
    }
    await subject.reader.prefetch(doubtful, MAX_REQUESTS);
    return verify(subject, directory.entries);
  },
};

async function verify({ reader, pace }: Subject, entries: readonly ZipEntry[]) {
  for (const entry of entries) {
    await pace.breathe();
    if (!headerAndTrailer(entry).every(({ start, end }) => reader.holds(start, end))) continue;
    const layout = await readLocalHeader(reader, entry);
    if (isRejection(layout)) return { rejection: layout };
  }
  return OK;
}

/** Where the local header and its extra field can be, and the data descriptor. */
function headerAndTrailer(entry: ZipEntry): Extent[] {
  const { offset, rawName, compressedBytes, limit } = entry;
  const headerEnd = offset + LOCAL_HEADER_BYTES + rawName.length + slackOf(entry);
  return [
    { start: offset, end: headerEnd },
    { start: Math.min(limit, offset + LOCAL_HEADER_BYTES + rawName.length + compressedBytes), end: limit },
  ];
}
