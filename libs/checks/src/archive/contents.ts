import { OK, type Check } from '../check.js';
import { zipContents } from '../zip/contents.js';
import { zipDirectory } from '../zip/directory.js';
import { ENCRYPTED_FLAGS } from '../zip/entry.js';

/** What a policy tolerates encrypted cannot be held to its CRC-32; the rest of such an archive is not either. */
export const archiveContents: Check = {
  name: zipContents.name,
  async run(subject) {
    const directory = await zipDirectory(subject);
    if ('code' in directory) return { rejection: directory };
    return directory.entries.some(({ flags }) => (flags & ENCRYPTED_FLAGS) !== 0)
      ? OK
      : zipContents.run(subject);
  },
};
