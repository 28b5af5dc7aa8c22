import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import JSZip from 'jszip';
import { ZipFile } from 'yazl';
import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import { aDocument } from '../office-builder.js';
import { ZIP, type Sample } from '../sample.js';
import { buildZip, unicodePath, type BuiltEntry } from '../zip-builder.js';

const FILES: readonly BuiltEntry[] = [
  { name: 'letter.txt', content: 'Hello' },
  { name: 'photos/summer.jpg', content: Buffer.alloc(5000, 'jpeg') },
  { name: 'grün/日本.csv', content: 'a;b' },
];
const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n';

const byHand = (
  name: string,
  entries: readonly BuiltEntry[],
  archive?: Parameters<typeof buildZip>[1],
): Sample => ({
  name,
  contentType: ZIP,
  bytes: () => buildZip(entries, archive),
});
const stored = (name: string, content: Buffer | string): BuiltEntry => ({ name, content, method: 0 });
const link = (name: string, target: string): BuiltEntry => ({
  name,
  content: target,
  method: 0,
  externalAttributes: 0xa1ff0000,
});

/** Names in code page 950, as Windows writes them; `XX` becomes two bytes of it. */
const inCodePage = (name: string, ...entries: BuiltEntry[]): Sample => ({
  name,
  contentType: ZIP,
  bytes: () => Buffer.from(buildZip(entries).toString('latin1').replaceAll('XX', RAW), 'latin1'),
});
const RAW = '\xa7\x41';

export const genuineArchives: readonly Sample[] = [
  inCodePage('names in two alphabets', {
    name: 'XX.txt',
    content: 'hello',
    localExtra: unicodePath(`${RAW}.txt`, '你好.txt'),
    directoryExtra: unicodePath(`${RAW}.txt`, '你好.txt'),
  }),
  inCodePage('names in two alphabets, in the local headers alone', {
    name: 'XX.txt',
    content: 'hello',
    localExtra: unicodePath(`${RAW}.txt`, '你好.txt'),
  }),
  inCodePage('a folder in two alphabets, with a backslash', {
    name: 'XX/',
    content: '',
    method: 0,
    directoryExtra: unicodePath(`${RAW}/`, '你好\\'),
  }),
  byHand('a deflated file without a byte', [
    { name: 'a.txt', content: '', method: 0, local: { method: 8 }, directory: { method: 8 } },
  ]),
  byHand('a data descriptor that the directory does not mention', [
    { name: 'a.txt', content: 'a', descriptor: 'signed', directory: { flags: 0 } },
  ]),
  byHand('UTF-8 for a name in ASCII, by the directory alone', [
    { name: 'a.txt', content: 'a', directory: { flags: 0x800 } },
  ]),
  byHand('zeros before the directory', [
    { name: 'a.txt', content: 'a', descriptor: 'signed' },
    { name: 'b.txt', content: 'b', before: Buffer.alloc(0), trailing: Buffer.alloc(300) },
  ]),
  byHand('a file that deflates well', [{ name: 'a.log', content: Buffer.alloc(30 * 1024 * 1024, 'a\n') }]),
  byHand('a line end behind it', FILES, { after: Buffer.from('\r\n') }),
  ...(['DEFLATE', 'STORE'] as const).flatMap((compression) =>
    [true, false].map((streamFiles) => ({
      name: `jszip: ${compression}${streamFiles ? ', data descriptors' : ''}`,
      contentType: ZIP,
      bytes: async () => {
        const zip = new JSZip();
        for (const { name, content } of FILES) zip.file(name, content);
        return zip.generateAsync({ type: 'nodebuffer', compression, streamFiles });
      },
    })),
  ),
  ...[true, false].map((forceZip64Format) => ({
    name: `yazl: streamed${forceZip64Format ? ', ZIP64' : ''}`,
    contentType: ZIP,
    bytes: async () => {
      const zip = new ZipFile();
      for (const { name, content } of FILES)
        zip.addReadStream(Readable.from([Buffer.from(content)]), name, { forceZip64Format });
      zip.end({ forceZip64Format });
      return buffer(zip.outputStream);
    },
  })),
  ...[{}, { zip64: true }, { level: 0 }, { keepOrder: true, bufferedWrite: true }].map((options) => ({
    name: `zip.js: ${JSON.stringify(options)}`,
    contentType: ZIP,
    bytes: async () => {
      const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options });
      for (const { name, content } of FILES)
        await zip.add(name, new BlobReader(new Blob([Buffer.from(content)])));
      return Buffer.from(await (await zip.close()).arrayBuffer());
    },
  })),
  byHand('nothing at all', []),
  byHand('a comment', FILES, { comment: Buffer.from('holiday') }),
  byHand('a PDF, stored first', [stored('a.pdf', PDF)]),
  byHand('a document, stored', [stored('a.docx', aDocument().bytes()), ...FILES]),
  byHand('a ZIP, stored', [stored('a.zip', buildZip(FILES))]),
  byHand('a ZIP, deflated', [{ name: 'a.zip', content: buildZip(FILES) }, ...FILES]),
  byHand('a ZIP of more than a first read, deflated', [
    {
      name: 'a.zip',
      content: buildZip([{ name: 'a', content: randomBytes(9_000_000), method: 0 }]),
    },
    stored('b.bin', Buffer.alloc(400_000, 'b')),
  ]),
  byHand('many ZIPs with documents', [
    ...Array.from({ length: 300 }, (_, i) =>
      stored(`${i}.zip`, buildZip([stored('a.docx', aDocument().bytes())])),
    ),
  ]),
  byHand('a method that nobody here knows', [{ name: 'a', content: 'x'.repeat(90), method: 93 }]),
  byHand('links to its own files', [
    ...FILES,
    link('latest', 'letter.txt'),
    link('photos/up', '../letter.txt'),
  ]),
  { name: 'a document under the name of an archive', contentType: ZIP, bytes: () => aDocument().bytes() },
];
