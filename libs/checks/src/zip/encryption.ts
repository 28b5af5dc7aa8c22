import { OK, refuse, type Check } from '../check.js';
import { zipDirectory } from './directory.js';
import { ENCRYPTED_FLAGS } from './entry.js';

/** What cannot be read cannot be checked. Reads the directory. */
export const zipEncryption: Check = {
  name: 'zip-encryption',
  async run(subject) {
    const directory = await zipDirectory(subject);
    if ('code' in directory) return { rejection: directory };
    return directory.entries.some(({ flags }) => (flags & ENCRYPTED_FLAGS) !== 0)
      ? refuse('encrypted', 'the ZIP has encrypted entries')
      : OK;
  },
};
