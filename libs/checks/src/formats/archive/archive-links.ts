import { isRejection, reject, type Rejection } from '#core';
import { OK, refuse, type Check, type Subject } from '../../inspection/check.js';
import { zipDirectory } from '../zip/directory.js';
import { extentOf, DEFLATED, ENCRYPTED_FLAGS, STORED, type ZipEntry } from '../zip/entry.js';
import { ENTRY_CODES, readEntry } from '../zip/read-entry.js';

/** PATH_MAX of Linux. */
const MAX_TARGET_BYTES = 4096;
/** A packed `node_modules` or macOS framework has some hundred. */
const MAX_LINKS = 2_000;
const MAX_REQUESTS = 8;

/**
 * A symbolic link leads to a place inside the archive. `..` only where it stands first: behind another link's name it
 * would lead somewhere else than it seems to. (No entry lies below a link: `zip-names`.) Reads the links.
 */
export const archiveLinks: Check = {
  name: 'archive-links',
  reads: 'the links',
  codes: ENTRY_CODES,
  async run(subject) {
    const directory = await zipDirectory(subject);
    if (isRejection(directory)) return { rejection: directory };
    const links = directory.entries.filter(({ isSymbolicLink }) => isSymbolicLink);
    // Which of two names a link has, or leads through, is up to the reader.
    if (links.length > 0 && directory.entries.some(({ codePageName }) => codePageName !== undefined))
      return refuse('malformed', 'A ZIP with links has an entry with two names.');
    if (links.length > MAX_LINKS) return refuse('unverifiable', `The ZIP has more than ${MAX_LINKS} links.`);
    if (links.some(({ bytes, limit, offset }) => bytes > MAX_TARGET_BYTES || limit - offset > MAX_READ_BYTES))
      return refuse('malformed', 'A link in the ZIP is too long for one.');
    await subject.reader.prefetch(links.map(extentOf), MAX_REQUESTS);
    for (const link of links) {
      const rejection = await follow(subject, link);
      if (rejection !== undefined) return { rejection };
    }
    return OK;
  },
};

/** A local header with its extra field, the target, a data descriptor. */
const MAX_READ_BYTES = 128 * 1024 + 2 * MAX_TARGET_BYTES;

async function follow(subject: Subject, link: ZipEntry): Promise<Rejection | undefined> {
  if ((link.method !== STORED && link.method !== DEFLATED) || (link.flags & ENCRYPTED_FLAGS) !== 0)
    return reject('unverifiable', 'A link in the ZIP cannot be read.');
  const slices: Buffer[] = [];
  const rejection = await readEntry(subject, link, (slice) => void slices.push(Buffer.from(slice)));
  if (rejection !== undefined) return rejection;
  return isInside(link.name, Buffer.concat(slices).toString('utf8'))
    ? undefined
    : reject('malformed', 'A link in the ZIP leads out of the archive.');
}

/** Does `target`, seen from the link `name`, stay below the archive's root? */
export function isInside(name: string, target: string): boolean {
  const path = target.replaceAll('\\', '/');
  if (path === '' || path.includes('\0') || /^(?:\/|[a-z]:)/i.test(path)) return false;
  const segments = path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .map((segment) => (/^[. ]+$/.test(segment) ? '..' : segment));
  const climbs = segments.findIndex((segment) => segment !== '..');
  const up = climbs < 0 ? segments.length : climbs;
  const folders = name
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.');
  return up <= folders.length - 1 && !segments.slice(up).includes('..');
}
