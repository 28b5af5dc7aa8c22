import { OK, refuse, type Check } from '../check.js';
import { zipDirectory } from './directory.js';

const TRAVERSAL = /(?:^|\/)\.\.(?:\/|$)/;
const ABSOLUTE = /^(?:\/|[a-z]:)/i;
// eslint-disable-next-line no-control-regex -- they are what it looks for
const CONTROLS = /[\0-\x1f\x7f]/;

/** How file systems that ignore case, and unzippers that take a backslash for a separator, tell names apart. */
export const foldName = (name: string): string =>
  name.replaceAll('\\', '/').replace(/\/+$/, '').normalize('NFC').toLowerCase();

/** Every entry unpacks to a place of its own, below where it is unpacked. Reads the directory. */
export const zipNames: Check = {
  name: 'zip-names',
  async run(subject) {
    const directory = await zipDirectory(subject);
    if ('code' in directory) return { rejection: directory };
    const seen = new Map<string, boolean>();
    for (const { name, isFolder } of directory.entries) {
      const folded = foldName(name);
      if (folded === '' || CONTROLS.test(name))
        return refuse('malformed', 'a name in the ZIP is no file name');
      if (TRAVERSAL.test(folded) || ABSOLUTE.test(name.replaceAll('\\', '/')))
        return refuse('malformed', 'a name in the ZIP leads out of the archive');
      if (seen.has(folded)) return refuse('malformed', 'a name occurs twice in the ZIP');
      seen.set(folded, isFolder);
      await subject.pace.breathe();
    }
    for (const name of seen.keys()) {
      for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1))
        if (seen.get(name.slice(0, at)) === false)
          return refuse('malformed', 'a name in the ZIP is both a file and a folder');
      await subject.pace.breathe();
    }
    return OK;
  },
};
