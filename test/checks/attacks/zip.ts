import { randomBytes } from 'node:crypto';
import type { RejectionCode } from '#core';
import { aDocument } from '../office-builder.js';
import { DOCX, type Attack } from '../sample.js';
import { buildZip, type BuiltArchive, type BuiltEntry } from '../zip-builder.js';

/** Attacks on the archive itself, told on a Word document: whatever is a ZIP must stand them. */
const attack = (
  code: RejectionCode,
  name: string,
  change: (entries: BuiltEntry[]) => BuiltEntry[],
  archive: BuiltArchive = {},
): Attack => ({
  code,
  name,
  contentType: DOCX,
  bytes: () => buildZip(change(aDocument().entries()), archive),
});

const add = (entry: BuiltEntry) => (entries: BuiltEntry[]) => [...entries, entry];
const last = (entry: Partial<BuiltEntry>) => (entries: BuiltEntry[]) =>
  entries.map((known, i) => (i === entries.length - 1 ? { ...known, ...entry } : known));
const same = (entries: BuiltEntry[]) => entries;
const onBytes = (code: RejectionCode, name: string, change: (bytes: Buffer) => Buffer): Attack => ({
  code,
  name,
  contentType: DOCX,
  bytes: () => change(aDocument().bytes()),
});
const zip64Sizes = (...values: number[]): Buffer => {
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, i) => extra.writeUInt32LE(value, 4 + 8 * i));
  return extra;
};
const MIB = 1024 * 1024;

export const zipAttacks: readonly Attack[] = [
  onBytes('truncated', 'an archive without its end', (bytes) => bytes.subarray(0, bytes.length - 30)),
  onBytes('truncated', 'the first half of an archive', (bytes) => bytes.subarray(0, bytes.length / 2)),
  attack('truncated', 'a comment that is cut short', same, { end: { commentBytes: 7 } }),
  attack('polyglot', 'bytes after the end of the archive', same, { after: Buffer.from('<script>') }),
  onBytes('polyglot', 'two archives, one after the other', (bytes) => Buffer.concat([bytes, bytes])),
  onBytes('polyglot', 'two archives, the second a comment of the first', (bytes) => {
    const first = buildZip(aDocument().entries(), { end: { commentBytes: bytes.length } });
    return Buffer.concat([first, bytes]);
  }),
  attack('polyglot', 'an archive before the archive', same, {
    before: buildZip([{ name: 'a', content: 'a' }]),
  }),
  attack('polyglot', 'an entry that the directory does not list, in front', (entries) => [
    { name: 'word/vbaProject.bin', content: 'x', isOrphan: true },
    ...entries,
  ]),
  attack('malformed', 'an entry that the directory does not list, in between', (entries) => [
    ...entries.slice(0, 1),
    { name: 'word/vbaProject.bin', content: 'x', isOrphan: true },
    ...entries.slice(1),
  ]),
  attack(
    'malformed',
    'an entry that the directory does not list, at the end',
    add({ name: 'x', content: 'x', isOrphan: true }),
  ),
  attack('malformed', 'bytes between two entries', last({ before: Buffer.from('MZ hidden program') })),
  attack(
    'malformed',
    'two entries on the same bytes',
    add({ name: 'b.xml', content: wordDocument(), sharesBytesOf: 'word/document.xml' }),
  ),
  attack('malformed', 'an entry that reaches into the next', (entries) =>
    entries.map((entry, i) =>
      i === 0 ? { ...entry, method: 0, directory: { compressedBytes: 5000, bytes: 5000 } } : entry,
    ),
  ),
  attack('malformed', 'a name twice', add({ name: 'word/document.xml', content: '<other/>' })),
  attack(
    'malformed',
    'the content types twice, in another case',
    add({ name: '[content_types].XML', content: '<Types/>' }),
  ),
  attack(
    'malformed',
    'a name twice, once percent-encoded',
    add({ name: 'word/documen%74.xml', content: '<other/>' }),
  ),
  attack(
    'malformed',
    'a name twice, once with a backslash',
    add({ name: 'word\\document.xml', content: '<other/>' }),
  ),
  attack(
    'malformed',
    'a name that is a file and a folder',
    add({ name: 'word/document.xml/x', content: 'x' }),
  ),
  attack('malformed', 'a name that climbs out', add({ name: '../../etc/cron.d/x', content: 'x' })),
  attack(
    'malformed',
    'a name that climbs out with backslashes',
    add({ name: 'word\\..\\..\\x', content: 'x' }),
  ),
  attack('malformed', 'an absolute name', add({ name: '/etc/passwd', content: 'x' })),
  attack('malformed', 'a name on a drive', add({ name: 'C:\\x', content: 'x' })),
  attack('malformed', 'a name with a NUL', add({ name: 'word/a.xml\0.exe', content: 'x' })),
  attack('malformed', 'an empty name', add({ name: '', content: 'x' })),
  attack(
    'malformed',
    'a link',
    add({ name: 'word/link', content: '/etc/passwd', externalAttributes: 0xa1ff0000 }),
  ),
  attack('malformed', 'another name in the local header', last({ local: { name: 'word/vbaProjec.bin' } })),
  attack('malformed', 'another method in the local header', last({ local: { method: 0 } })),
  attack('malformed', 'other sizes in the local header', last({ local: { compressedBytes: 3 } })),
  attack('malformed', 'another CRC in the local header', last({ local: { crc32: 1 } })),
  attack(
    'malformed',
    'a CRC that is not that of the contents',
    last({ local: { crc32: 1 }, directory: { crc32: 1 } }),
  ),
  attack(
    'malformed',
    'a data descriptor that is missing',
    last({ flags: 8, local: { crc32: 0, bytes: 0, compressedBytes: 0 } }),
  ),
  attack(
    'malformed',
    'contents that are not deflated',
    last({ content: 'plain', method: 0, local: { method: 8 }, directory: { method: 8 } }),
  ),
  attack('malformed', 'a method that Office files do not have', last({ method: 12 })),
  attack(
    'malformed',
    'a stored entry with two sizes',
    last({ method: 0, directory: { bytes: 1 }, local: { bytes: 1 } }),
  ),
  attack('encrypted', 'an encrypted entry', last({ flags: 1 })),
  attack(
    'malformed',
    'a second name in an extra field',
    last({
      directoryExtra: Buffer.concat([Buffer.from([0x75, 0x70, 8, 0, 1, 0, 0, 0, 0]), Buffer.from('xml')]),
    }),
  ),
  attack(
    'malformed',
    'an extra field that runs over',
    last({ directoryExtra: Buffer.from([1, 2, 255, 255]) }),
  ),
  attack('malformed', 'ZIP64 sizes that are not there', last({ directory: { bytes: 0xffffffff } })),
  attack(
    'malformed',
    'ZIP64 sizes beyond the file',
    last({
      directory: { compressedBytes: 0xffffffff },
      directoryExtra: zip64Sizes(0xfffffff0),
    }),
  ),
  attack('malformed', 'fewer entries than the end record counts', same, { end: { entries: 9 } }),
  attack('malformed', 'more entries than the end record counts', same, { end: { entries: 1 } }),
  attack('polyglot', 'a directory that begins later than it says', same, { end: { directoryStart: 7 } }),
  attack('malformed', 'a directory that begins earlier than it says', same, {
    end: { directoryStart: 9999 },
  }),
  attack('malformed', 'two end records that disagree', same, { zip64: true, end: { directoryStart: 7 } }),
  attack(
    'archive-bomb',
    'an entry of zeros a thousand times its size',
    add({ name: 'word/media/a.bin', content: Buffer.alloc(33 * MIB) }),
  ),
  attack('archive-bomb', 'many entries that are each almost a bomb', (entries) => [
    ...entries,
    ...Array.from({ length: 200 }, (_, i) => ({
      name: `word/media/${i}.bin`,
      content: Buffer.alloc(MIB - 1),
    })),
  ]),
  attack(
    'archive-bomb',
    'an entry that says it is small',
    last({
      content: Buffer.alloc(20 * MIB),
      local: { bytes: 100 },
      directory: { bytes: 100 },
    }),
  ),
  attack(
    'archive-bomb',
    'an unread entry that says it is smaller than its compressed bytes',
    add({
      name: 'word/media/a.bin',
      content: randomBytes(MIB),
      local: { bytes: 9 },
      directory: { bytes: 9 },
    }),
  ),
  attack('archive-bomb', 'twenty thousand entries', (entries) => [
    ...entries,
    ...Array.from({ length: 20_000 }, (_, i) => ({ name: `a${i}`, content: '', method: 0 })),
  ]),
  attack('polyglot', 'a document that also opens as a PDF', (entries) => [
    { name: 'word/media/a.pdf', content: '%PDF-1.4\n1 0 obj\n', method: 0 },
    ...entries,
  ]),
  attack('type-mismatch', 'a plain archive under the name of a document', () => [
    { name: 'a.txt', content: 'a' },
  ]),
  attack('type-mismatch', 'a Java archive under the name of a document', () => [
    { name: 'META-INF/MANIFEST.MF', content: 'Manifest-Version: 1.0' },
    { name: 'A.class', content: Buffer.from('cafebabe', 'hex') },
  ]),
];

function wordDocument(): string {
  const part = aDocument().parts.get('word/document.xml');
  return String(part?.content);
}
