import { isRejection } from '#core';
import { OK, refuse, type Check } from '../../inspection/check.js';
import { zipDirectory } from '../zip/directory.js';
import { DEFLATED, STORED } from '../zip/entry.js';

/** ECMA-376-2, annex B: an Office file's entries are stored or deflated, and none is a link. Reads the directory. */
export const officeMethods: Check = {
  name: 'office-methods',
  reads: 'the directory',
  codes: ['malformed'],
  async run(subject) {
    const directory = await zipDirectory(subject);
    if (isRejection(directory)) return { rejection: directory };
    return directory.entries.every(
      ({ method, isSymbolicLink }) => [STORED, DEFLATED].includes(method) && !isSymbolicLink,
    )
      ? OK
      : refuse('malformed', 'An entry is neither stored nor deflated.');
  },
};
