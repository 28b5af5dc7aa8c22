import type { RejectionCode } from '#core';
import { ZIP, type Attack } from '../sample.js';
import { buildZip, unicodePath, type BuiltArchive, type BuiltEntry } from '../zip-builder.js';

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

/** Who may have made an entry: MS-DOS, Amiga, Unix, OS/2, Macintosh, NTFS, VFAT, BeOS, macOS, and nobody known. */
const MAKERS = [0, 1, 3, 6, 7, 10, 14, 16, 19, 255];
const mode = (type: number): number => ((type | 0o644) << 16) >>> 0;
const LINK = 0o120000;
const SPECIAL = {
  'a pipe': 0o010000,
  'a character device': 0o020000,
  'a block device': 0o060000,
  'a socket': 0o140000,
};

/** Info-ZIP's ASi field: a CRC, then the mode. */
function asiField(type: number): Buffer {
  const field = Buffer.alloc(4 + 14);
  field.writeUInt16LE(0x756e, 0);
  field.writeUInt16LE(14, 2);
  field.writeUInt16LE(type | 0o644, 8);
  return field;
}

/** libarchive's attributes in the local header: which follow, then version, internal and external ones. */
function streamedField(type: number): Buffer {
  const field = Buffer.alloc(4 + 9);
  field.writeUInt16LE(0x6c78, 0);
  field.writeUInt16LE(9, 2);
  field.writeUInt8(7, 4);
  field.writeUInt16LE(0x031e, 5);
  field.writeUInt32LE(mode(type), 9);
  return field;
}

const TO_ROOT = { name: 'l', content: '/etc/passwd' };
/** `XX` becomes two bytes of a code page, so that an entry may have a second name in Unicode. */
const RAW = '\xa7\x41';
const twoNames = (name: string, rawName: string, other: string, ...more: BuiltEntry[]): Attack => ({
  code: 'malformed',
  contentType: ZIP,
  name: `two names for an entry: ${name}`,
  bytes: () => {
    const raw = rawName.replaceAll('XX', RAW);
    const entry = { name: rawName, content: 'x', directoryExtra: unicodePath(raw, other) };
    return Buffer.from(
      buildZip([entry, ...more])
        .toString('latin1')
        .replaceAll('XX', RAW),
      'latin1',
    );
  },
});
const secondNames: readonly Attack[] = [
  twoNames('another extension', 'XX.txt', '你好.exe'),
  twoNames('another extension before a dot and a blank', 'XX.txt. ', '你好.exe. '),
  twoNames('another extension before a stream', 'XX.txt:a.b', '你好.exe:a.b'),
  twoNames('no extension', 'XX', '你好.exe'),
  twoNames('one that climbs out', 'XX.txt', '../你好.txt'),
  twoNames('one that climbs out with backslashes', 'XX.txt', '..\\你好.txt'),
  twoNames('an absolute one', 'XX.txt', '/你好.txt'),
  twoNames('a device', 'XX.txt', 'con.txt'),
  twoNames('one with a control character', 'XX.txt', '你\0好.txt'),
  twoNames('that of another entry', 'XX.txt', 'b.txt', { name: 'b.txt', content: 'b' }),
  twoNames('a file that is a folder', 'XX', '你好/'),
  twoNames('beside a link', 'XX.txt', '你好.txt', link('l', 'a')),
  twoNames('one that is long', 'XX.txt', `${'\u0315\u0300'.repeat(9_000)}.txt`),
  twoNames('in ASCII', 'a.txt', '你好.txt'),
  {
    ...twoNames('whose CRC is that of another', 'XX.txt', ''),
    bytes: () => {
      const entry = { name: 'XX.txt', content: 'x', directoryExtra: unicodePath('other', '你好.txt') };
      return Buffer.from(buildZip([entry]).toString('latin1').replaceAll('XX', RAW), 'latin1');
    },
  },
];

/** What readers of streams see, and the directory does not say. */
const streamed: readonly Attack[] = [
  ...(
    [
      ['another name', { ...FILE, localExtra: unicodePath('', '../../evil') }],
      [
        'two names',
        { ...FILE, localExtra: Buffer.concat([unicodePath('', 'a.txt'), unicodePath('', '../e')]) },
      ],
      ['a link', { ...TO_ROOT, localExtra: asiField(LINK) }],
      ["a link in libarchive's field", { ...TO_ROOT, localExtra: streamedField(LINK) }],
      ['a device', { ...FILE, localExtra: asiField(0o060000) }],
      ["a device in libarchive's field", { ...FILE, localExtra: streamedField(0o060000) }],
    ] as const
  ).map(([what, entry]) => attack('malformed', `${what} in the local header alone`, [entry])),
  attack('malformed', 'a link and a file by two extra fields', [
    { ...TO_ROOT, directoryExtra: Buffer.concat([asiField(LINK), asiField(0o100000)]) },
  ]),
];

const kinds: readonly Attack[] = [
  ...MAKERS.map((madeBy) =>
    attack('malformed', `a link out of the archive, made by ${madeBy}`, [
      { name: 'l', content: '/etc/passwd', externalAttributes: mode(LINK), madeBy },
    ]),
  ),
  ...Object.entries(SPECIAL).flatMap(([what, type]) =>
    [0, 3, 19].map((madeBy) =>
      attack('malformed', `${what}, made by ${madeBy}`, [
        FILE,
        { name: 'x', content: '', method: 0, externalAttributes: mode(type), madeBy },
      ]),
    ),
  ),
  attack('malformed', 'a device by an extra field alone', [{ ...FILE, directoryExtra: asiField(0o020000) }]),
  attack('malformed', 'a link by an extra field alone', [
    { name: 'l', content: '../x', directoryExtra: asiField(LINK) },
  ]),
  attack('malformed', 'a link that is called a folder, and a file behind it', [
    { name: 'l/', content: 'a', externalAttributes: mode(LINK) },
    { name: 'l/x', content: 'x' },
  ]),
  attack('malformed', 'a link that has the attribute of a folder, and a file behind it', [
    { name: 'l', content: 'a', externalAttributes: mode(LINK) + 0x10 },
    { name: 'l/x', content: 'x' },
  ]),
  attack('malformed', 'a file that has the attribute of a folder', [{ ...FILE, externalAttributes: 0x10 }]),
  attack('malformed', 'a file whose mode is that of a folder', [
    { ...FILE, externalAttributes: mode(0o040000), madeBy: 3 },
  ]),
  attack('malformed', 'a folder with contents', [{ name: 'a/', content: 'x' }]),
];

/** Names that are two to us, and one to Windows or to an unzipper that tidies paths. */
const ONE_NAME: readonly (readonly [string, string])[] = [
  ['a/b', 'a//b'],
  ['a/b', 'a/./b'],
  ['a/b', './a/b'],
  ['a/b', 'a\\b'],
  ['a/b', 'a/.\\b'],
  ['a.txt', 'a.txt.'],
  ['a.txt', 'a.txt '],
  ['a.txt', 'a.txt . .'],
  ['a/b', 'a./b'],
  ['a/b', 'a /b'],
  ['a.txt', 'a.txt::$DATA'],
  ['a.txt', 'a.txt:stream'],
  ['a.txt', 'A.TXT:Zone.Identifier'],
  ['a/b', 'a:x/b'],
  ['a/b', 'A.//B '],
];

export const archiveAttacks: readonly Attack[] = [
  ...kinds,
  ...streamed,
  ...ONE_NAME.map(([one, other]) =>
    attack('malformed', `${JSON.stringify(one)} and ${JSON.stringify(other)}`, [
      { name: one, content: 'x' },
      { name: other, content: 'y' },
    ]),
  ),
  ...['a/.. /x', 'a/... /x', '.. /.. /x', 'a/. ./x', '...', ' ', 'a/ /b'].map((name) =>
    attack('malformed', `the name ${JSON.stringify(name)}, which leads upwards or nowhere`, [
      FILE,
      { name, content: 'x' },
    ]),
  ),
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
  attack('malformed', 'a link that climbs out with blanks', [link('a/l', '.. /.. /x')]),
  attack('malformed', 'a link that climbs out behind another', [link('a/l', '..'), link('b', 'a/l/..')]),
  attack('malformed', 'a link and a file behind it', [link('l', 'a'), { name: 'l/x', content: 'x' }]),
  attack('malformed', 'a link that is too long', [link('l', 'x'.repeat(5000))]),
  attack('unverifiable', 'a link in an unknown method', [{ ...link('l', 'x'), method: 93 }]),
  attack('encrypted', 'an encrypted file', [{ ...FILE, flags: 1 }]),
  attack('encrypted', 'an encrypted file in a ZIP inside', [zip('a.zip', { ...FILE, flags: 1 })]),
  attack('type-mismatch', 'a program in front', [FILE], { before: Buffer.from('MZ program') }),
  attack('polyglot', 'another archive in front', [FILE], { before: buildZip([FILE]) }),
  ...secondNames,
  attack('malformed', 'zeros between two entries', [
    { ...FILE, trailing: Buffer.alloc(100) },
    { ...FILE, name: 'c' },
  ]),
  attack('malformed', 'more than zeros before the directory', [{ ...FILE, trailing: Buffer.from('\0\0x') }]),
  attack('malformed', 'more zeros before the directory than anybody writes', [
    { ...FILE, trailing: Buffer.alloc(66_000) },
  ]),
  attack('malformed', 'a data descriptor that only the directory mentions', [
    { ...FILE, descriptor: 'signed', local: { flags: 0 } },
  ]),
  attack('malformed', 'UTF-8 for a name that is none, by the directory alone', [
    { name: 'ü', content: 'x', local: { flags: 0 } },
  ]),
  attack('polyglot', 'more padding than anybody leaves behind the end', [FILE], { after: Buffer.alloc(65) }),
  attack('polyglot', 'bytes behind padding', [FILE], { after: Buffer.from('\r\n<script>') }),
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
  attack('archive-bomb', 'zeros', [{ name: 'a', content: Buffer.alloc(33 * MIB) }]),
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
