import type { RejectionCode } from '#core';
import { SVG } from '../genuine/svg.js';
import { aDocument, type OfficeBuilder } from '../office-builder.js';
import { aPdf, PDF } from '../pdf-builder.js';
import { DOCX, ZIP, type Attack } from '../sample.js';
import { salted } from '../worst/worst-file.js';
import { buildZip, type BuiltEntry } from '../zip-builder.js';

const KIB = 1024;
const MIB = 1024 * KIB;
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const HEADER = 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml';

const word = (code: RejectionCode, name: string, change: (office: OfficeBuilder) => unknown): Attack => ({
  code,
  contentType: DOCX,
  name,
  bytes: () => aDocument().with(change).bytes(),
});
const text = (code: RejectionCode, name: string, body: () => string): Attack => ({
  code,
  contentType: DOCX,
  name,
  bytes: () => aDocument(salted(body())).bytes(),
});
const zip = (code: RejectionCode, name: string, entries: () => BuiltEntry[]): Attack => ({
  code,
  contentType: ZIP,
  name,
  bytes: () => buildZip(entries()),
});
const svg = (name: string, content: () => string): Attack => ({
  code: 'unverifiable',
  contentType: SVG,
  name,
  bytes: () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${content()}</svg>`),
});

/** Small files that take somebody long: the verdict comes early, and is the same on every machine. */
export const effortAttacks: readonly Attack[] = [
  word('unverifiable', 'a header of 60 MiB of empty paragraphs in 150 KiB', (office) => {
    const paragraphs = '<w:p><w:r/></w:p>'.repeat((60 * MIB) / 17);
    office.part('word/header0.xml', `<w:hdr xmlns:w="${WORD}">${paragraphs}</w:hdr>`, HEADER);
  }),
  word('unverifiable', 'as much in 64 headers, each below what makes a bomb', (office) => {
    const content = `<w:hdr xmlns:w="${WORD}">${'<w:p><w:r/></w:p>'.repeat((1000 * KIB) / 17)}</w:hdr>`;
    for (let at = 0; at < 64; at++) office.part(`word/header${at}.xml`, content, HEADER);
  }),
  text('unverifiable', 'elements of no namespace within 250 others', () =>
    ['<b>'.repeat(250), '<c/>'.repeat(2 * MIB), '</b>'.repeat(250)].join(''),
  ),
  text('unverifiable', 'a comment of 12 MiB that the parser puts together letter by letter', () => {
    return `<!--${'- '.repeat(6 * MIB)}-->`;
  }),
  text('malformed', 'attributes in a namespace of 60 KiB, which each of them is compared by', () => {
    const attributes = Array.from({ length: 1000 }, (_, at) => `p:a${at}=""`).join(' ');
    return `<w:p xmlns:p="${'u'.repeat(60 * KIB)}">${`<w:p ${attributes}/>`.repeat(200)}</w:p>`;
  }),
  text('malformed', 'an attribute whose name has 5,000 letters', () => `<w:p ${'a'.repeat(5000)}=""/>`),
  word('malformed', 'a content type of 900 KiB that many parts have', (office) => {
    office.defaults.set('q', `a/${'vba'.repeat(300 * KIB)}`);
    for (let at = 0; at < 100; at++) office.part(`word/${at}.q`, '');
  }),
  zip('malformed', 'a name of 60 KiB of slashes', () => [{ name: `${'/'.repeat(60 * KIB)}a`, content: '' }]),
  zip('malformed', 'a name of 300 folders', () => [{ name: `${'a/'.repeat(300)}a`, content: '' }]),
  zip('malformed', 'a name of 2,100 combining marks', () => [
    { name: '\u0301\u0316'.repeat(1050), content: '' },
  ]),
  {
    code: 'malformed',
    contentType: PDF,
    name: 'an object stream with megabytes of blanks behind it',
    bytes: () =>
      aPdf((pdf) =>
        pdf.add(`<< /Type /ObjStm /N 1 /First 4 /Length 0 >>\nstream\n${' '.repeat(MIB)}\nendstream`),
      ).bytes(),
  },
  svg('a style of 20,000 escapes', () => `<style>${'\\61 '.repeat(20_000)}</style>`),
  svg('a style of 20,000 addresses', () => `<style>${'url(#a)'.repeat(20_000)}</style>`),
  svg('a style attribute of 2 MiB', () => `<g style="${'('.repeat(2 * MIB)}"/>`),
];
