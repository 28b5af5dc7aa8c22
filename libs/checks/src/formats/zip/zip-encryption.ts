import { isRejection } from '#core';
import { OK, refuse, type Check } from '../../inspection/check.js';
import { zipDirectory } from './directory.js';
import { ENCRYPTED_FLAGS } from './entry.js';

/** What cannot be read cannot be checked. Reads the directory. */
export const zipEncryption: Check = {
  name: 'zip-encryption',
  reads: 'the directory',
  codes: ['archive-bomb', 'encrypted', 'malformed', 'polyglot', 'truncated'],
  async run(subject) {
    const directory = await zipDirectory(subject);
    if (isRejection(directory)) return { rejection: directory };
    return directory.entries.some(({ flags }) => (flags & ENCRYPTED_FLAGS) !== 0)
      ? refuse('encrypted', 'The ZIP has encrypted entries.')
      : OK;
  },
};
