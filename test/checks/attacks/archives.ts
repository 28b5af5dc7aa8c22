import type { RejectionCode } from '#core';
import { ZIP, type Attack } from '../sample.js';
import { buildZip, type BuiltArchive, type BuiltEntry } from '../zip-builder.js';

const MIB = 1024 * 1024;
const attack = (
  code: RejectionCode,
  name: string,
  entries: readonly BuiltEntry[],
  archive: BuiltArchive = {},
): Attack => ({ code, name, contentType: ZIP, bytes: () => buildZip(entries, archive) });
const FILE: BuiltEntry = { name: 'a.txt', content: 'hello' };
const link = (name: string, target: string): BuiltEntry => ({
  name,
  content: target,
  externalAttributes: 0xa1ff0000,
});
const zip = (name: string, ...entries: BuiltEntry[]): BuiltEntry => ({ name, content: buildZip(entries) });
const big = (name: string, entries: number): BuiltEntry => ({
  ...zip(
    name,
    ...Array.from({ length: entries }, (_, i) => ({ name: `${i}`, content: Buffer.alloc(MIB - 1) })),
  ),
  method: 0,
});

export const archiveAttacks: readonly Attack[] = [
  ...['../x', 'a/../../x', '..\\x', '/etc/passwd', '\\\\server\\x', 'C:\\x', 'c:x', 'a\0.txt'].map((name) =>
    attack('malformed', `the name ${JSON.stringify(name)}`, [FILE, { name, content: 'x' }]),
  ),
  ...['CON', 'a/nul.txt', 'aux.tar.gz', 'COM1', 'lpt9.log', 'x\\PRN', 'nul :x', 'con/a'].map((name) =>
    attack('malformed', `the device ${name}`, [FILE, { name, content: 'x' }]),
  ),
  attack('malformed', 'a name twice, in another case', [FILE, { name: 'A.TXT', content: 'x' }]),
  attack('malformed', 'a name twice, composed in two ways', [
    { name: 'é', content: 'x' },
    { name: 'e\u0301', content: 'x' },
  ]),
  attack('malformed', 'a link to the root', [link('l', '/')]),
  attack('malformed', 'a link that climbs out', [link('a/l', '../../x')]),
  attack('malformed', 'a link that climbs out behind another', [link('a/l', '..'), link('b', 'a/l/..')]),
  attack('malformed', 'a link and a file behind it', [link('l', 'a'), { name: 'l/x', content: 'x' }]),
  attack('malformed', 'a link that is too long', [link('l', 'x'.repeat(5000))]),
  attack('unverifiable', 'a link in an unknown method', [{ ...link('l', 'x'), method: 93 }]),
  attack('encrypted', 'an encrypted file', [{ ...FILE, flags: 1 }]),
  attack('encrypted', 'an encrypted file in a ZIP inside', [zip('a.zip', { ...FILE, flags: 1 })]),
  attack('type-mismatch', 'a program in front', [FILE], { before: Buffer.from('MZ program') }),
  attack('polyglot', 'another archive in front', [FILE], { before: buildZip([FILE]) }),
  attack('polyglot', 'bytes behind the end', [FILE], { after: Buffer.from('more') }),
  attack('malformed', 'a file that the directory does not list', [
    FILE,
    { name: 'b', content: 'b', isOrphan: true },
    { ...FILE, name: 'c' },
  ]),
  attack('malformed', 'two files on the same bytes', [
    FILE,
    { name: 'b', content: 'hello', sharesBytesOf: 'a.txt' },
  ]),
  attack('archive-bomb', 'zeros', [{ name: 'a', content: Buffer.alloc(20 * MIB) }]),
  attack('archive-bomb', 'a file that says it is small', [
    { name: 'a', content: Buffer.alloc(20 * MIB), local: { bytes: 9 }, directory: { bytes: 9 } },
  ]),
  attack(
    'archive-bomb',
    'too many files',
    Array.from({ length: 20_001 }, (_, i) => ({ name: `${i}`, content: '', method: 0 })),
  ),
  attack('archive-bomb', 'a ZIP in a ZIP in a ZIP', [zip('a.zip', zip('b.zip', FILE))]),
  attack('archive-bomb', 'another archive in a ZIP in a ZIP', [
    zip('a.zip', { name: 'b.7z', content: '7z' }),
  ]),
  attack('archive-bomb', 'ZIPs that are a bomb only together', [big('a.zip', 40), big('b.zip', 40)]),
  attack('truncated', 'a ZIP inside that is cut', [
    { name: 'a.zip', content: buildZip([FILE]).subarray(0, 60) },
  ]),
  attack('unverifiable', 'a ZIP inside in an unknown method', [{ ...zip('a.zip', FILE), method: 93 }]),
  attack(
    'unverifiable',
    'more ZIPs than can be looked at',
    Array.from({ length: 401 }, (_, i) => ({ ...zip(`${i}.zip`, FILE) })),
  ),
  {
    code: 'type-mismatch',
    name: 'a web page',
    contentType: ZIP,
    bytes: () => Buffer.from('<!DOCTYPE html><p>'),
  },
  {
    code: 'truncated',
    name: 'half an archive',
    contentType: ZIP,
    bytes: () => buildZip([FILE]).subarray(0, 50),
  },
];
