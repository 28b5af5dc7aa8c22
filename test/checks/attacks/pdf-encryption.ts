import { deflateSync } from 'node:zlib';
import type { RejectionCode } from '#core';
import { attachData, INVOICE } from '../genuine/pdf.js';
import { aPdf, objectStream, PDF, type PdfBuilder, streamObject } from '../pdf-builder.js';
import { addEncrypted, encryptedPdf, type Kind, KINDS, PdfCipher, restrict } from '../pdf-encryption.js';
import type { Attack } from '../sample.js';
import { twoFaced } from '../two-faced.js';

const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
const HARMLESS = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

const attack = (
  code: RejectionCode,
  kind: Kind,
  name: string,
  change: (pdf: PdfBuilder) => unknown,
  bodies: readonly string[] = [HARMLESS],
): Attack => ({
  code,
  name: `${kind}, opens without a password: ${name}`,
  contentType: PDF,
  bytes: () => encryptedPdf(kind, bodies, change),
});
const nothing = (): undefined => undefined;

/** Numbers of objects that an xref entry may lead into, to be object 5. */
const NUMBERS = Array.from({ length: 9_999 }, (_, at) => 10 * at + 15);

/** An object stream in which somebody sees a script who decrypts it in another way. */
function withTwoFaces(kind: Kind, otherStream: (cipher: PdfCipher, empty: Buffer) => Buffer): Buffer {
  const cipher = new PdfCipher(kind);
  const empty = Buffer.alloc(128);
  const other = otherStream(cipher, empty);
  for (const number of NUMBERS) {
    const face = twoFaced(cipher.encrypt(number, empty), other, SCRIPT);
    if (face === undefined) continue;
    const entries = `/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${face.length}`;
    return encryptedPdf(kind, [], (pdf) => {
      pdf.raw(Buffer.concat([Buffer.from(`${number} 0 obj\n`), streamObject(entries, face)]));
      pdf.raw('\nendobj\n');
    });
  }
  throw new Error('There is no such number.');
}

const twoFacedPdfs: readonly Attack[] = (['rc4-40', 'rc4-128'] as const).flatMap((kind): Attack[] => [
  {
    code: 'encrypted',
    name: `${kind}, opens without a password: a script that is seen under another number of its object`,
    contentType: PDF,
    bytes: () => withTwoFaces(kind, (cipher, empty) => cipher.encrypt(5, empty)),
  },
  {
    code: 'encrypted',
    name: `${kind}, opens without a password: a script that is seen if nothing is decrypted`,
    contentType: PDF,
    bytes: () => withTwoFaces(kind, (_, empty) => empty),
  },
]);

const dictionary = (kind: Kind, name: string, change: (dictionary: string) => string): Attack => ({
  code: 'encrypted',
  name: `${kind}, opens without a password: ${name}`,
  contentType: PDF,
  bytes: () => {
    const bent = change(new PdfCipher(kind).dictionary);
    return aPdf((pdf) => restrict(pdf, { dictionary: bent })).bytes();
  },
});

const dictionaries: readonly Attack[] = [
  dictionary('aes-128', 'a method that is none to some, and RC4 to PDFium', (text) =>
    text.replace('/AESV2', '/None'),
  ),
  dictionary('aes-128', 'a filter that is called like the one that does nothing', (text) =>
    text.replaceAll('/StdCF', '/Identity'),
  ),
  dictionary('aes-128', 'a filter by reference', (text) => text.replace('/StmF /StdCF', '/StmF 9 0 R')),
  dictionary('aes-256', "an owner's password that is empty, too, and leads to another key", () => {
    const key = Buffer.alloc(32, 1);
    return new PdfCipher('aes-256', undefined, key).dictionary;
  }),
];

/** Documents that are encrypted, and open without a password. */
const ofEachKind: readonly Attack[] = KINDS.flatMap((kind) => [
  attack('active-content', kind, 'a script in an object stream', nothing, [HARMLESS, SCRIPT]),
  attack('active-content', kind, 'a script by reference', (pdf) =>
    pdf.add('<< /S /JavaScript /JS 77 0 R >>'),
  ),
  attack('active-content', kind, 'a script that may format a field, or anything', (pdf) =>
    pdf.add('<< /S /JavaScript /JS (AFDate_Format\\(0\\);) >>'),
  ),
  attack('active-content', kind, 'a program', (pdf) => pdf.add('<< /S /Launch /F (a) >>')),
  attack('external-reference', kind, 'a link to a file whose name may be any', (pdf) =>
    pdf.add('<< /S /GoToR /F (a.pdf) /D [0 /Fit] >>'),
  ),
  attack('embedded-object', kind, 'an invoice, which may be anything', (pdf) =>
    attachData(pdf, 'factur-x.xml', INVOICE),
  ),
  attack('encrypted', kind, 'an object stream that is not encrypted', (pdf) => pdf.addObjectStream(SCRIPT)),
  attack('encrypted', kind, 'an object stream that is neither encrypted nor compressed', (pdf) => {
    const { entries, content } = objectStream(500, [SCRIPT]);
    pdf.addStream(entries, content);
  }),
  attack('malformed', kind, 'an object stream under another key', (pdf) =>
    addEncrypted(pdf, new PdfCipher(kind, Buffer.alloc(kind === 'aes-256' ? 32 : 16, 1)), [SCRIPT]),
  ),
  attack('encrypted', kind, 'an object stream that is not compressed', (pdf) =>
    addEncrypted(pdf, new PdfCipher(kind), [SCRIPT], { entries: '', encode: (content) => content }),
  ),
  attack('unverifiable', kind, 'an object stream with a filter of its own', (pdf) =>
    addEncrypted(pdf, new PdfCipher(kind), [SCRIPT], {
      entries: '/Filter [/Crypt /FlateDecode] /DecodeParms [<< /Name /Identity >> null]',
      encode: deflateSync,
    }),
  ),
  attack('encrypted', kind, 'another trailer, with another encryption', (pdf) =>
    pdf.raw('trailer\n<< /Root 1 0 R /Encrypt 77 0 R >>\n'),
  ),
  attack('encrypted', kind, 'another trailer, with its encryption in it', (pdf) =>
    pdf.raw(`trailer\n<< /Root 1 0 R /Encrypt ${new PdfCipher(kind).dictionary} >>\n`),
  ),
  attack('encrypted', kind, 'an encryption dictionary that says one thing twice', (pdf) => {
    pdf.trailer = pdf.trailer.replace(
      /\d+ 0 R/,
      `${pdf.add('<< /Filter /Standard /Filter /Standard >>')} 0 R`,
    );
  }),
  attack('encrypted', kind, 'an encryption dictionary that is written twice', (pdf) =>
    pdf.raw(`4 0 obj\n${new PdfCipher(kind).dictionary}\nendobj\n`),
  ),
  attack('encrypted', kind, 'an encryption dictionary within the digits of another object', (pdf) =>
    pdf.raw(`34 0 obj\n${new PdfCipher(kind).dictionary}\nendobj\n`),
  ),
  attack('encrypted', kind, 'another trailer, without encryption', (pdf) =>
    pdf.raw('trailer\n<< /Root 1 0 R >>\n'),
  ),
  attack('encrypted', kind, 'an object stream of a later generation', (pdf) => {
    const { entries, content } = objectStream(500, [HARMLESS]);
    const body = new PdfCipher(kind).encrypt(15, deflateSync(content));
    const stream = streamObject(`${entries} /Filter /FlateDecode /Length ${body.length}`, body);
    pdf.raw(Buffer.concat([Buffer.from('15 1 obj\n'), stream, Buffer.from('\nendobj\n')]));
  }),
  attack('encrypted', kind, 'the encryption of certificates', (pdf) => {
    pdf.trailer = pdf.trailer.replace(/\d+ 0 R/, `${pdf.add('<< /Filter /Adobe.PubSec /V 4 >>')} 0 R`);
  }),
  attack('encrypted', kind, 'another file identifier', (pdf) => {
    if (kind === 'aes-256') pdf.trailer = pdf.trailer.replace(/\d+ 0 R/, '77 0 R');
    pdf.trailer = pdf.trailer.replace(/<.*?>/, '<00>');
  }),
]);

export const encryptedPdfAttacks: readonly Attack[] = [...ofEachKind, ...dictionaries, ...twoFacedPdfs];
