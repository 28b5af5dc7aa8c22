import { deflateSync } from 'node:zlib';
import type { RejectionCode } from '#core';
import { aPdf, PDF, type PdfBuilder } from '../pdf-builder.js';
import type { Attack } from '../sample.js';

/** What is one thing to most readers and another to one of them. */
const attack = (code: RejectionCode, name: string, change: (pdf: PdfBuilder) => unknown): Attack => ({
  code,
  name,
  contentType: PDF,
  bytes: () => aPdf(change).bytes(),
});
const object = (code: RejectionCode, name: string, body: string): Attack =>
  attack(code, name, (pdf) => pdf.add(body));
const raw = (code: RejectionCode, name: string, bytes: string): Attack =>
  attack(code, name, (pdf) => pdf.raw(bytes));

/** White space to PDFium, PDFium and qpdf. */
const BLANKS = { '0x80': '\x80', '0xff': '\xff', '0x0b': '\v' } as const;

const blanks = Object.entries(BLANKS).flatMap(([byte, b]): readonly Attack[] => [
  object('active-content', `a script whose names ${byte} ends`, `<</S/JavaScript${b}/JS${b}(a)>>`),
  object('active-content', `a script without a type whose name ${byte} ends`, `<</JS${b}(a)>>`),
  object(
    'active-content',
    `a script with ${byte} between key and value`,
    `<</S ${b}/JavaScript/JS ${b} (a)>>`,
  ),
  object('active-content', `a script by a reference with ${byte} in it`, `<</JS${b}9${b}0${b}R>>`),
  object('active-content', `a script by a reference that ${byte} ends`, `<</JS 9 0 R${b}>>`),
  object('active-content', `a script behind a name with ${byte} in it`, `<</A${b}B/S/JavaScript/JS(a)>>`),
  object('active-content', `a program whose name ${byte} ends`, `<</S/Launch${b}/F(cmd.exe)>>`),
  object('active-content', `a type of an action alone that ${byte} ends`, `/Launch${b}`),
  object('active-content', `a font of scripts whose name ${byte} ends`, `<</Font${b}<</JS(a)>>>>`),
  object('active-content', `a script within a name that ${byte} divides`, `<</A/Font${b}B<</JS(a)>>>>`),
  object('embedded-object', `a file whose key ${byte} ends`, `<</F(a.exe)/EF${b}<</F 9 0 R>>>>`),
  object('external-reference', `a link whose names ${byte} ends`, `<</S/GoToR${b}/F${b}(//evil/a.pdf)>>`),
  object(
    'external-reference',
    `a link in a dictionary that a name with ${byte} in it opens`,
    `<</F(//evil/a.pdf)/A${b}B<</S/GoToR/D(a)>>>>`,
  ),
  object(
    'external-reference',
    `a link in an array that a name with ${byte} in it opens`,
    `<</F(//evil/a.pdf)/A${b}B[/S/GoToR]>>`,
  ),
  raw('active-content', `an object with ${byte} behind its number`, `9${b}0 obj<</JS(a)>>endobj\n`),
  raw('active-content', `an object with ${byte} before its word`, `9 0${b}obj<</JS(a)>>endobj\n`),
  raw('active-content', `an object with ${byte} behind its word`, `9 0 obj${b}<</JS(a)>>endobj\n`),
  raw(
    'active-content',
    `an object with ${byte} alone in its first line`,
    `9${b}0${b}obj${b}<</JS(a)>>endobj\n`,
  ),
  raw(
    'active-content',
    `an object behind a word that ${byte} begins`,
    `9 0 obj ${b}endobj <</JS(a)>>endobj\n`,
  ),
  raw('active-content', `an object behind a word that ${byte} ends`, `9 0 obj endobj${b}<</JS(a)>>endobj\n`),
  raw('active-content', `an object behind a null that ${byte} ends`, `9 0 obj null${b}<</JS(a)>>endobj\n`),
  raw('encrypted', `a trailer that ${byte} ends`, `trailer${b}<</Encrypt 9 0 R>>\n`),
  raw('malformed', `a trailer that is encrypted where ${byte} ends a name`, `trailer<</Encrypt${b}9 0 R>>\n`),
  attack('malformed', `an object stream whose filter ${byte} ends`, (pdf) =>
    pdf.addStream(`/Type /ObjStm /N 1 /First 4 /Filter${b}/FlateDecode`, deflateSync('9 0 <<>>')),
  ),
  attack('malformed', `an object stream with ${byte} in its directory`, (pdf) =>
    pdf.addStream('/Type /ObjStm /N 1 /First 4', `9${b}0 <<>>`),
  ),
  attack('active-content', `a script in an object stream whose names ${byte} ends`, (pdf) =>
    pdf.addObjectStream(`<</S/JavaScript${b}/JS${b}(a)>>`),
  ),
  raw(
    'malformed',
    `an object stream behind a word that ${byte} ends`,
    `9 0 obj<</Type/ObjStm/N 1/First 4/Length 8>>stream${b}\n9 0 <<>>\nendstream endobj\n`,
  ),
  object('malformed', `a key that ${byte} alone is the value of, and a value without a key`, `<</A ${b}/B>>`),
]);

const numbers: readonly Attack[] = [
  ...['15', '105', '+5', '-5', '5.0', '0000000005', '15 % \n'].map((number): Attack =>
    attack(
      'external-reference',
      `a web page in an object whose number ends in another's: ${number}`,
      (pdf) => {
        pdf.catalog = '/OpenAction 5 0 R';
        pdf.raw(`${number} 0 obj\n<</S/URI/URI(http://a.example/)>>\nendobj\n`);
      },
    ),
  ),
  attack(
    'external-reference',
    "a link to a file whose name is in an object whose number ends in another's",
    (pdf) => {
      pdf.add('<</S/GoToR/F 5 0 R>>');
      pdf.raw('25 0 obj (//evil/a.pdf) endobj\n');
    },
  ),
  attack('external-reference', 'a web page in an object of a generation that does not exist', (pdf) => {
    pdf.catalog = '/OpenAction 5 0 R';
    pdf.raw('5 99999999999 obj\n<</S/URI/URI(http://a.example/)>>\nendobj\n');
  }),
];

const nameless = (code: RejectionCode, name: string, entries: string, content: string | Buffer): Attack =>
  attack(code, name, (pdf) => {
    pdf.xref = 'stream';
    pdf.addStream(entries, content);
  });
const hidden = '5 5 <</S/JavaScript/JS(a)>>';
const objectStreams: readonly Attack[] = [
  nameless('malformed', 'an object stream without a type and a beginning', '/N 1', hidden),
  nameless('malformed', 'an object stream without a beginning', '/Type /ObjStm /N 1', hidden),
  nameless(
    'malformed',
    'an object stream without a beginning, deflated',
    '/N 1 /Filter /FlateDecode',
    deflateSync(hidden),
  ),
  nameless(
    'malformed',
    'an object stream without a beginning that takes itself for a colour profile',
    '/N 3 /Alternate /DeviceRGB',
    hidden,
  ),
  nameless(
    'malformed',
    'an object stream without a beginning behind blanks',
    '/N 1',
    `${' '.repeat(9000)}${hidden}`,
  ),
  nameless(
    'malformed',
    'an object stream without a beginning behind a comment',
    '/N 1',
    `%${'a'.repeat(9000)}\n${hidden}`,
  ),
  nameless(
    'malformed',
    'an object stream without a beginning, cut short',
    '/N 1 /Filter /FlateDecode',
    deflateSync(hidden).subarray(0, -9),
  ),
  nameless('malformed', 'an object stream without a beginning, how many by reference', '/N 9 0 R', hidden),
  nameless('malformed', 'an object stream that begins nowhere', '/N 1 /First null', hidden),
  nameless('unverifiable', 'an object stream without a beginning, in LZW', '/N 1 /Filter /LZWDecode', 'a'),
  attack('malformed', 'an object stream behind more than a line end', (pdf) =>
    pdf.raw('9 0 obj<</Type/ObjStm/N 1/First 4/Length 8>>stream 9 0 \n9 0 <<>>\nendstream endobj\n'),
  ),
];

const link = (file: string): string => `<< /Subtype /Link /A << /S /GoToR /D [0 /Fit] /F ${file} >> >>`;
const hex = (text: string): string => `<${Buffer.from(text, 'latin1').toString('hex')}>`;
const utf16 = (text: string): string => [...text].map((character) => `\0${character}`).join('');
const files: readonly Attack[] = [
  ['a server behind 600 blanks', link(`(${' '.repeat(600)}//evil/a.pdf)`)],
  ['a server behind 600 blanks in hexadecimal', link(hex(`${' '.repeat(600)}//evil/a.pdf`))],
  ['a server behind 600 NULs', link(hex(`${'\0'.repeat(600)}//evil/a.pdf`))],
  ['a server behind 600 escaped blanks', link(`(${'\\040'.repeat(600)}//evil/a.pdf)`)],
  ['a server behind 600 blanks in UTF-16', link(hex(`\xfe\xff${utf16(`${' '.repeat(600)}//evil/a.pdf`)}`))],
  ['a server behind 600 blanks in UTF-8', link(hex(`\xef\xbb\xbf${' '.repeat(600)}//evil/a.pdf`))],
  ['a server behind control characters', link(hex('\x01\x02\x1f//evil/a.pdf'))],
  ['a server behind a language', link(hex(`\xfe\xff${utf16('\x1ben\x1b//evil/a.pdf')}`))],
  ['a server behind a language and a country', link(hex(`\xfe\xff${utf16('\x1benUS\x1b //evil/a.pdf')}`))],
  ['a server behind languages', link(hex(`\xfe\xff${utf16('\x1ben\x1b\x1bde\x1b//evil/a.pdf')}`))],
  ['a server behind a language that does not end', link(hex(`\xfe\xff${utf16('\x1b//evil/a.pdf')}`))],
  [
    'a server in a language without end',
    link(hex(`\xfe\xff${utf16(`\x1b${'e'.repeat(600)}\x1b//evil/a.pdf`)}`)),
  ],
  ['a name too long to tell', link(`(${'a/'.repeat(600)}../../a.pdf)`)],
].map(([name = '', body = '']) => object('external-reference', `a link to ${name}`, body));

export const pdfReaderAttacks: readonly Attack[] = [...blanks, ...numbers, ...objectStreams, ...files];
