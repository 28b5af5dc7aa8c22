import { deflateSync } from 'node:zlib';
import { aPdf, objectStream, PDF, type PdfBuilder } from '../pdf-builder.js';
import { KIB, listed, MIB, salted, worst, type WorstFile } from './worst-file.js';

const pdf = (name: string, change: (builder: PdfBuilder) => unknown): WorstFile =>
  worst(PDF, name, () => aPdf(change).bytes());
const raw = (name: string, piece: string, bytes = 2 * MIB): WorstFile =>
  pdf(name, (builder) => builder.raw(piece.repeat(bytes / piece.length)));
const inStream = (name: string, content: () => string): WorstFile =>
  pdf(name, (builder) =>
    builder.addStream(
      '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
      deflateSync(`9 0 ${salted(content())}`),
    ),
  );
const encoded = (name: string, entries: string, content: () => Buffer): WorstFile =>
  pdf(name, (builder) => builder.addStream(`/Type /ObjStm /N 1 /First 4 ${entries}`, content()));

export const worstPdf: readonly WorstFile[] = [
  raw('objects one after the other', '9 0 obj\n<<>>\nendobj\n'),
  raw('objects without an end', '9 0 obj\n'),
  pdf('eight objects that never end, and strings', (builder) =>
    builder.raw(`${'9 0 obj [ '.repeat(8)}${'(a) '.repeat(MIB / 2)}`),
  ),
  pdf('eight objects that never end, and dictionaries', (builder) =>
    builder.raw(`${'9 0 obj [ '.repeat(8)}${'<</S/A>>'.repeat(MIB / 4)}`),
  ),
  raw('the word obj', 'obj '),
  raw('the word obj behind numbers', ' 1 1 obj'),
  raw('the word obj in a comment', '% obj'),
  raw('trailers', 'trailer<<>>'),
  raw('names', '/A'),
  raw('names with escapes', '/#41#42'),
  raw('numbers', '1 '),
  raw('brackets', '<'),
  raw('brackets that close', '> )'),
  raw('headers behind ends', '%%EOF\n%PDF-'),
  raw('words that end streams', 'endstrea'),
  pdf('a stream that does not end', (builder) => builder.raw(`9 0 obj <<>> stream\n${'e'.repeat(2 * MIB)}`)),
  pdf('an array of names', (builder) => builder.add(`[${'/S/JS '.repeat(MIB / 3)}]`)),
  pdf('dictionaries in an array', (builder) => builder.add(`[${'<</S/A/T(b)>>'.repeat(MIB / 6)}]`)),
  pdf('nested arrays', (builder) => builder.add(`${'['.repeat(99)}${']'.repeat(99)}`.repeat(MIB / 200))),
  pdf('a string of escapes', (builder) => builder.add(`<</F(${'\\101'.repeat(MIB / 2)})>>`)),
  pdf('a string of brackets', (builder) => builder.add(`<</F(${'('.repeat(MIB)}${')'.repeat(MIB)})>>`)),
  pdf('a hexadecimal string', (builder) => builder.add(`<</F<${'41 '.repeat((2 * MIB) / 3)}>>>`)),
  inStream('an object stream of dictionaries', () => '<</S/A>>'.repeat((25 * MIB) / 8)),
  inStream('an object stream of strings', () => '(a)'.repeat((25 * MIB) / 3)),
  inStream('an object stream of blanks', () => ' '.repeat(30 * MIB)),
  inStream('an object stream of numbers', () => '1 '.repeat(14 * MIB)),
  pdf('60,000 objects in a stream', (builder) => {
    const { entries, content } = objectStream(
      9,
      Array.from({ length: 60_000 }, () => '<<>>'),
    );
    builder.addStream(`${entries} /Filter /FlateDecode`, deflateSync(content));
  }),
  pdf('60,000 objects in a stream, in no order', (builder) => {
    const directory = `${listed(60_000, (at) => `9 ${((at * 7919) % 60_000) * 5} `)}\n`;
    const content = deflateSync(`${directory}${'<<>> '.repeat(60_000)}`);
    builder.addStream(`/Type /ObjStm /N 60000 /First ${directory.length} /Filter /FlateDecode`, content);
  }),
  pdf('2,000 object streams', (builder) => {
    for (let at = 0; at < 2000; at++) builder.addObjectStream('<</S/A>>', '(a)');
  }),
  pdf('200 object streams, each just below what makes a bomb', (builder) => {
    const content = deflateSync(`9 0 ${' '.repeat(1000 * KIB)}`);
    for (let at = 0; at < 200; at++)
      builder.addStream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', content);
  }),
  encoded('deflated twice', '/Filter [/FlateDecode /FlateDecode]', () =>
    deflateSync(deflateSync(`9 0 ${' '.repeat(30 * MIB)}`)),
  ),
  encoded('base 85 of zeros', '/Filter /ASCII85Decode', () => Buffer.from(`${'z'.repeat(2 * MIB)}~>`)),
  encoded('base 85 of zeros, deflated', '/Filter [/FlateDecode /ASCII85Decode]', () =>
    deflateSync(`${'z'.repeat(6 * MIB)}~>`),
  ),
  encoded('hexadecimal of blanks, deflated', '/Filter [/FlateDecode /ASCIIHexDecode]', () =>
    deflateSync(`${' '.repeat(25 * MIB)}>`),
  ),
  pdf('a stream of blanks that says it is empty', (builder) =>
    builder.add(`<< /Type /ObjStm /N 1 /First 4 /Length 0 >>\nstream\n${' '.repeat(6 * MIB)}\nendstream`),
  ),
];
