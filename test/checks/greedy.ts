import { deflateSync } from 'node:zlib';
import { SVG } from './genuine/svg.js';
import { aDocument, aWorkbook, withChart, type OfficeBuilder } from './office-builder.js';
import { aPdf, PDF } from './pdf-builder.js';
import { DOCX, XLSX, ZIP } from './sample.js';
import { buildZip } from './zip-builder.js';

const MIB = 1024 * 1024;

/** Small as a file, and more than its share once it is unpacked. */
export interface Greedy {
  readonly name: string;
  readonly contentType: string;
  /** Made when they are first asked for. */
  readonly bytes: () => Buffer;
}

/** What deflates to a few percent: past 150:1 it would be a bomb, and nobody would look at it. */
export const padding = (bytes: number): string =>
  Array.from({ length: bytes / 64 }, (_, at) => `${at}${(at * 7919) % 999983}`.padEnd(64, 'x')).join('');

export const relationship = (target: string, id = 'a'): string =>
  `<Relationship Id="${id}" Type="b/image" Target="${target}"/>`;
const relationships = (part: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${part}</Relationships>`;
export const withRelationships = (office: OfficeBuilder, part: string): Buffer =>
  office.part('word/_rels/other.xml.rels', relationships(part)).bytes();
const many = (count: number): string =>
  Array.from({ length: count }, (_, at) => relationship(`media/${at}.png`, `a${at}`)).join('');

/** Of 12 MiB, and 16 MiB more for what it says of itself. */
const largeWorkbook = (): Buffer =>
  withRelationships(
    aWorkbook().part('xl/media/a.png', padding(12 * MIB), undefined, { method: 0 }),
    relationship(padding(3 * MIB)),
  );

/** Eight objects, one in the other, and in each a hundred dictionaries with eight arrays of eight for each of many keys. */
function openEverywhere(): string {
  const keys = 'S Next Ref P AN OP TA D N DP Win Mac Unix DOS FS CMD'.split(' ');
  const arrays = Array.from({ length: 8 }, (_, at) => `[${`${at} `.repeat(8)}]`);
  const dictionary = `<< ${keys.flatMap((key) => arrays.map((array) => `/${key} ${array}`)).join(' ')} /K `;
  const objects = Array.from({ length: 8 }, (_, at) => `${at + 9} 0 obj [`).join(' ');
  return `${objects} ${dictionary.repeat(90)}`;
}

const objectStream = (bytes: number): Buffer =>
  aPdf((pdf) =>
    pdf.addStream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync(`9 0 (${padding(bytes)})`)),
  ).bytes();

const svg = (bytes: number): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><a href="#${padding(bytes)}"/></svg>`);

const longNames = (count: number): Buffer =>
  buildZip(Array.from({ length: count }, (_, at) => ({ name: `${'folder/'.repeat(22)}${at}`, content: '' })));

const greedy = (name: string, contentType: string, make: () => Buffer): Greedy => {
  let made: Buffer | undefined;
  return { name, contentType, bytes: () => (made ??= make()) };
};

export const manyRelationships = greedy('a document with 120,000 relationships', DOCX, () =>
  withRelationships(aDocument(), many(120_000)),
);

export const GREEDY: readonly Greedy[] = [
  manyRelationships,
  greedy('a document with long relationships', DOCX, () =>
    withRelationships(aDocument(), relationship(padding(5 * MIB))),
  ),
  greedy('a document with an attribute of 7 MiB', DOCX, () =>
    aDocument(`<w:p a="${padding(7 * MIB)}"/>`).bytes(),
  ),
  greedy('a workbook behind a chart, of 12 MiB', XLSX, () =>
    withChart(aWorkbook(), 'xl/workbook.xml', largeWorkbook()).bytes(),
  ),
  greedy('a PDF with an object stream of 13 MiB', PDF, () => objectStream(13 * MIB)),
  greedy('a PDF with as much open as can be', PDF, () => aPdf((pdf) => pdf.raw(openEverywhere())).bytes()),
  greedy('an SVG with an address of 7 MiB', SVG, () => svg(7 * MIB)),
  greedy('an archive of 20,000 files with long names', ZIP, () => longNames(20_000)),
];
