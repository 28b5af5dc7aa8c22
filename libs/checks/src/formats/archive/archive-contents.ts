import { isRejection } from '#core';
import { OK, type Check } from '../../inspection/check.js';
import { zipContents } from '../zip/zip-contents.js';
import { zipDirectory } from '../zip/directory.js';
import { ENCRYPTED_FLAGS } from '../zip/entry.js';

/** What a policy tolerates encrypted cannot be held to its CRC-32; the rest of such an archive is not either. */
export const archiveContents: Check = {
  ...zipContents,
  async run(subject) {
    const directory = await zipDirectory(subject);
    if (isRejection(directory)) return { rejection: directory };
    return directory.entries.some(({ flags }) => (flags & ENCRYPTED_FLAGS) !== 0)
      ? OK
      : zipContents.run(subject);
  },
};
