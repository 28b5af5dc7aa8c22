import { isRejection } from '#core';
import { OK, refuse, type Check } from '../../inspection/check.js';
import { zipDirectory } from './directory.js';
import { foldName } from './fold-name.js';
import { nameProblem } from './name-problem.js';

/** `./`, the folder that is unpacked into. */
const ROOT = /^\.(?:[/\\]+\.)*[/\\]*$/;

/** Every entry unpacks to a place of its own, below where it is unpacked. Reads the directory. */
export const zipNames: Check = {
  name: 'zip-names',
  reads: 'the directory',
  codes: ['malformed'],
  async run(subject) {
    const directory = await zipDirectory(subject);
    if (isRejection(directory)) return { rejection: directory };
    const seen = new Map<string, boolean>();
    for (const { name, codePageName, isFolder } of directory.entries) {
      for (const each of codePageName === undefined ? [name] : [name, codePageName]) {
        if (isFolder && ROOT.test(each)) continue;
        const problem = nameProblem(each);
        if (problem !== undefined) return refuse('malformed', problem);
        const folded = foldName(each);
        if (seen.has(folded)) return refuse('malformed', 'A name occurs twice in the ZIP.');
        seen.set(folded, isFolder);
      }
      await subject.pace.breathe();
    }
    for (const name of seen.keys()) {
      for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1))
        if (seen.get(name.slice(0, at)) === false)
          return refuse('malformed', 'A name in the ZIP is both a file and a folder.');
      await subject.pace.breathe();
    }
    return OK;
  },
};
