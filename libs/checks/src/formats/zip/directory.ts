import { isRejection, reject, type Rejection } from '#core';
import { oncePerObject } from '../../inspection/check.js';
import { MAX_READ_BYTES } from '../../reading/range-reader.js';
import { DIRECTORY_HEADER_BYTES } from './bytes.js';
import { readEndRecord } from './end-record.js';
import { parseEntry, slackOf, type UnplacedEntry, type ZipEntry } from './entry.js';

/** Genuine Office files have hundreds, a photo archive thousands. */
export const MAX_ENTRIES = 20_000;

/** Kept of an entry by all checks together, its name aside; measured. */
const ENTRY_MEMORY_BYTES = 512;
/** A name is kept twice, as it is and folded, in up to 2 bytes a character. */
const MEMORY_PER_NAME_BYTE = 4;

/** An object of a dozen fields; an archive may hold 400 directories. */
const STEPS_PER_ENTRY = 64;

export interface ZipDirectory {
  /** In the order of their bytes. */
  readonly entries: readonly ZipEntry[];
}

/** The central directory, whole and consistent in itself. Reads the tail, and the directory where that is larger. */
export const zipDirectory = oncePerObject(
  async ({ reader, pace, memory }): Promise<ZipDirectory | Rejection> => {
    const end = await readEndRecord(reader);
    if (isRejection(end)) return end;
    if (end.entries > MAX_ENTRIES)
      return reject('archive-bomb', `The ZIP has more than ${MAX_ENTRIES} entries.`);
    if (end.directoryBytes > MAX_READ_BYTES)
      return reject('archive-bomb', `The ZIP's directory has more than ${MAX_READ_BYTES} bytes.`);
    const directory = await reader.read(end.directoryStart, end.directoryBytes);
    const nameBytes = Math.max(0, end.directoryBytes - end.entries * DIRECTORY_HEADER_BYTES);
    await memory.take(end.entries * ENTRY_MEMORY_BYTES + nameBytes * MEMORY_PER_NAME_BYTE);
    const entries: UnplacedEntry[] = [];
    let at = 0;
    while (entries.length < end.entries) {
      const parsed = parseEntry(directory, at);
      if (isRejection(parsed)) return parsed;
      entries.push(parsed.entry);
      at = parsed.next;
      await pace.breathe(STEPS_PER_ENTRY);
    }
    if (at !== directory.length)
      return reject('malformed', "The ZIP's directory has more entries than it counts.");
    entries.sort((a, b) => a.offset - b.offset);
    await pace.breathe();
    const placed = entries.map((entry, i) => ({
      ...entry,
      limit: entries[i + 1]?.offset ?? end.directoryStart,
      isLast: i + 1 === entries.length,
    }));
    return placed.some((entry) => slackOf(entry) < 0)
      ? reject('malformed', 'Entries of the ZIP overlap.')
      : { entries: placed };
  },
);
