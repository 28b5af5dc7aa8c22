import { isRejection } from '#core';
import { OK, type Check } from '../../inspection/check.js';
import { zipDirectory } from './directory.js';
import { DEFLATED, STORED } from './entry.js';
import { ENTRY_CODES, readEntry } from './read-entry.js';

/** Every entry of an archive that came whole unpacks to what the directory says; of a larger one, those that are read anyway. */
export const zipContents: Check = {
  name: 'zip-contents',
  reads: 'every entry of a small file',
  codes: [...ENTRY_CODES, 'truncated'],
  async run(subject) {
    if (!subject.reader.isWhole) return OK;
    const directory = await zipDirectory(subject);
    if (isRejection(directory)) return { rejection: directory };
    for (const entry of directory.entries) {
      if (entry.method !== STORED && entry.method !== DEFLATED) continue;
      const rejection = await readEntry(subject, entry, () => undefined);
      if (rejection !== undefined) return { rejection };
    }
    return OK;
  },
};
