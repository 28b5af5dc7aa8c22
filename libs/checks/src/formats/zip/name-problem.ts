import { foldName } from './fold-name.js';

const ABSOLUTE = /^(?:\/|[a-z]:)/i;
// eslint-disable-next-line no-control-regex -- they are what it looks for
const CONTROLS = /[\0-\x1f\x7f]/;

/** PATH_MAX of Linux; Windows takes fewer. */
const MAX_NAME_BYTES = 4096;
/** Nested dependencies reach some dozen. */
const MAX_FOLDERS = 256;

/** What is wrong with a name by itself, as a sentence: where it is unpacked has to be below where the archive is. */
export function nameProblem(name: string): string | undefined {
  // Before all else: to put marks of a long name in order takes long.
  if (Buffer.byteLength(name) > MAX_NAME_BYTES || isDeep(name))
    return 'A name in the ZIP is longer or deeper than file systems take.';
  const folded = foldName(name);
  if (folded === '' || CONTROLS.test(name)) return 'A name in the ZIP is no file name.';
  if (folded.split('/').includes('..') || ABSOLUTE.test(name.replaceAll('\\', '/')))
    return 'A name in the ZIP leads out of the archive.';
  return undefined;
}

const isDeep = (name: string): boolean => name.split(/[/\\]/, MAX_FOLDERS + 2).length > MAX_FOLDERS + 1;
