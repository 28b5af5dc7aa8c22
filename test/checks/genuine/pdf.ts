import { globSync, readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';
import PDFKit from 'pdfkit';
import { aPdf, PDF, type PdfBuilder } from '../pdf-builder.js';
import { encryptedPdf, FILE_KEY, KINDS, PdfCipher, restrict } from '../pdf-encryption.js';
import type { Sample } from '../sample.js';

/** Acrobat, Word and others wrote these. One that is cut short is among the hostile. */
const shipped: readonly Sample[] = globSync('node_modules/pdf-parse/test/data/*.pdf')
  .filter((path) => !path.endsWith('03-invalid.pdf'))
  .map((path) => ({
    name: path.replace('node_modules/', ''),
    contentType: PDF,
    bytes: () => readFileSync(path),
  }));

const byPdfLib = (
  name: string,
  write: (document: PDFDocument) => unknown,
  options: { useObjectStreams?: boolean } = {},
): Sample => ({
  name: `pdf-lib: ${name}`,
  contentType: PDF,
  async bytes() {
    const document = await PDFDocument.create();
    await write(document);
    return Buffer.from(await document.save(options));
  },
});

const byPdfKit = (
  name: string,
  write: (document: PDFKit.PDFDocument) => unknown,
  options: PDFKit.PDFDocumentOptions = {},
): Sample => ({
  name: `pdfkit: ${name}`,
  contentType: PDF,
  async bytes() {
    const document = new PDFKit(options);
    write(document);
    document.end();
    return buffer(document);
  },
});

async function text(document: PDFDocument): Promise<void> {
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage().drawText('app.alert(1) /JavaScript /S /Launch', { font });
}

async function form(document: PDFDocument): Promise<void> {
  const page = document.addPage();
  const fields = document.getForm();
  fields.createTextField('name').addToPage(page);
  fields.createCheckBox('yes').addToPage(page);
  const list = fields.createDropdown('list');
  list.addOptions(['JavaScript', 'Launch']);
  list.addToPage(page);
}

function link(document: PDFDocument): void {
  const page = document.addPage();
  const annotation = document.context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [0, 0, 9, 9],
    A: { S: 'URI', URI: PDFString.of('https://example.com/JavaScript?/JS=/Launch') },
  });
  page.node.set(PDFName.of('Annots'), document.context.obj([document.context.register(annotation)]));
}

const written: readonly Sample[] = [
  byPdfLib('text, in object streams', text),
  byPdfLib('text, without object streams', text, { useObjectStreams: false }),
  byPdfLib('a form', form),
  byPdfLib('a form, without object streams', form, { useObjectStreams: false }),
  byPdfLib('a link', link),
  byPdfLib('five hundred pages', (document) => {
    for (let page = 0; page < 500; page += 1) document.addPage();
  }),
  byPdfLib('a title that talks of scripts', (document) => {
    document.addPage();
    document.setTitle('<< /S /JavaScript /JS (app.alert(1)) >>');
  }),
  byPdfKit('text', (document) => document.text('app.alert(1) << /S /JavaScript /JS (x) >>')),
  byPdfKit('text, not compressed', (document) => document.text('<< /S /JavaScript /JS (x) >>'), {
    compress: false,
  }),
  byPdfKit('links, destinations and an outline', (document) => {
    document.text('web', { link: 'https://example.com/' });
    document.text('here', { goTo: 'JavaScript' });
    document.addPage().text('there', { destination: 'JavaScript' });
    document.outline.addItem('JavaScript').addItem('Launch');
  }),
  byPdfKit('a form', (document) => {
    document.font('Helvetica').initForm();
    document.formText('name', 10, 10, 90, 20);
    document.formCheckbox('yes', 10, 40, 20, 20);
  }),
  byPdfKit(
    'a tagged document',
    (document) => {
      document.addStructure(
        document.struct('Document', {}, [document.struct('P', {}, [() => void document.text('text')])]),
      );
    },
    { tagged: true, pdfVersion: '1.7', lang: 'en', displayTitle: true },
  ),
  byPdfKit('a field that formats itself', (document) => {
    document.font('Helvetica').initForm();
    document.formText('date', 10, 10, 90, 20, { format: { type: 'date', param: 'm/d' } });
  }),
  byPdfKit('PDF/A', (document) => document.text('text'), { subset: 'PDF/A-1b', font: undefined }),
];

const laidOut = (name: string, change: (pdf: PdfBuilder) => unknown): Sample => ({
  name,
  contentType: PDF,
  bytes: () => aPdf(change).bytes(),
});

export const INVOICE =
  '<?xml version="1.0" encoding="UTF-8"?><rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"/>';

/** An embedded file as invoices have it, and the file specification that leads to it. */
export function attachData(
  pdf: PdfBuilder,
  name: string,
  content: string,
  relationship = 'Alternative',
): number {
  const file = pdf.addStream('/Type /EmbeddedFile /Subtype /text#2Fxml', content);
  return pdf.add(
    `<< /Type /Filespec /F (${name}) /UF (${name}) /AFRelationship /${relationship} /EF << /F ${file} 0 R /UF ${file} 0 R >> >>`,
  );
}

/** What was seen in files of pdfTeX, LibreOffice, Acrobat and others, one thing at a time. */
const seen: readonly Sample[] = [
  laidOut(
    'an open action that is a destination',
    (pdf) => (pdf.catalog = '/OpenAction [3 0 R /XYZ null null 0]'),
  ),
  laidOut(
    'an open action that is a GoTo',
    (pdf) => (pdf.catalog = '/OpenAction << /S /GoTo /D [3 0 R /Fit] >>'),
  ),
  laidOut('an open action that is a GoTo, by reference', (pdf) => {
    pdf.catalog = `/OpenAction ${pdf.add('<< /S /GoTo /D [3 0 R /Fit] >>')} 0 R`;
    pdf.add('<< /S /URI /URI (https://example.com/) >>');
  }),
  laidOut('an open action that is a GoTo, in an object stream', (pdf) => {
    pdf.catalog = `/OpenAction ${pdf.next + 1} 0 R`;
    pdf.addObjectStream('<< /S /GoTo /D [3 0 R /Fit] >>', '<< /S /URI /URI (https://example.com/) >>');
  }),
  laidOut('a print dialogue when it opens', (pdf) => (pdf.catalog = '/OpenAction << /S /Named /N /Print >>')),
  laidOut('links to sister files', (pdf) => {
    for (const file of ['(b.pdf)', '(../c d/b.pdf)', '<< /Type /Filespec /F (b.pdf) /UF <feff0062> >>'])
      pdf.add(`<< /Subtype /Link /A << /S /GoToR /D [0 /Fit] /F ${file} >> >>`);
    pdf.add(`<< /S /GoToR /D (x) /F ${pdf.add('(b.pdf)')} 0 R >>`);
  }),
  laidOut('a link by a reference to its action', (pdf) =>
    pdf.add(`<< /Subtype /Link /A ${pdf.add('<< /S /URI /URI (javascript:alert\\(1\\)) >>')} 0 R >>`),
  ),
  laidOut('named, hiding and resetting actions on a click', (pdf) => {
    for (const action of ['/Named /N /NextPage', '/Hide /T (a)', '/ResetForm', '/SetOCGState /State []'])
      pdf.add(`<< /Subtype /Link /A << /S ${action} >> >>`);
  }),
  laidOut('scripts in strings, comments and the page', (pdf) => {
    pdf.add('(<< /S /JavaScript /JS (a) >>)');
    pdf.raw('% << /S /JavaScript /JS (a) >>\n');
    pdf.addStream('', 'BT (<< /S /JavaScript /JS (a) >>) Tj ET');
    pdf.add('<2f4a6176615363726970742020>');
  }),
  laidOut('an XMP packet that talks of scripts', (pdf) =>
    pdf.addStream('/Type /Metadata /Subtype /XML', '<x:xmpmeta>/JavaScript /AA /EmbeddedFile</x:xmpmeta>'),
  ),
  laidOut('names that only begin like others', (pdf) =>
    pdf.add('<< /S /JavaScripts /JSX (a) /XFAx [] /AAA << /O 1 >> /EFF 1 0 R /Subtype /Soundx >>'),
  ),
  laidOut('fonts and images called like actions', (pdf) =>
    pdf.add('<< /Font << /JS 9 0 R /AA 9 0 R /EF 9 0 R >> /XObject << /JS 9 0 R /XFA 9 0 R >> >>'),
  ),
  laidOut('destinations called like actions', (pdf) => {
    pdf.catalog = '/Dests << /JavaScript [3 0 R /Fit] /Launch << /D [3 0 R /Fit] >> /AA 3 0 R >>';
    pdf.add('<< /Subtype /Link /A << /S /GoTo /D /JavaScript >> >>');
  }),
  laidOut('styles called like actions in a tagged document', (pdf) => {
    pdf.add('<< /Type /StructTreeRoot /RoleMap << /JavaScript /Code /Sound /P /Movie /P >> >>');
    pdf.add('<< /Type /StructElem /S /JavaScript /P 9 0 R /K 0 >>');
    pdf.add('<< /S /Sound /P 9 0 R /Pg 3 0 R /K [0 1] /A << /O /Layout >> >>');
  }),
  laidOut('fields that format, check and add themselves up', (pdf) => {
    const script = (text: string): string => `<< /S /JavaScript /JS (${text}) >>`;
    pdf.add(
      `<< /FT /Tx /T (a) /AA << /K ${script('AFNumber_Keystroke\\(2, 0, 0, 0, "\\\\u20ac", true\\);')} /F ${pdf.add(script('AFNumber_Format\\(2, 0\\);'))} 0 R >> >>`,
    );
    const wide = Buffer.from('\ufeffAFDate_FormatEx("dd.mm.yyyy");', 'utf16le').swap16();
    pdf.add(`<< /FT /Tx /T (c) /AA << /F << /S /JavaScript /JS <${wide.toString('hex')}> >> >> >>`);
    pdf.add(
      `<< /FT /Tx /T (b) /AA << /C ${script('AFSimple_Calculate\\("SUM", new Array \\("a", "b"\\)\\);')} >> >>`,
    );
  }),
  laidOut('harmless actions that events trigger', (pdf) => {
    pdf.page = `/AA << /O << /S /Named /N /NextPage >> /C ${pdf.add('<< /S /GoTo /D [3 0 R /Fit] >>')} 0 R >>`;
  }),
  laidOut('fields that add up many others, and format themselves by references', (pdf) => {
    const many = Array.from({ length: 200 }, (_, field) => `"Field.${field}.amount"`).join(', ');
    const text = pdf.add(`(AFSimple_Calculate\\("SUM", new Array \\(${many}\\)\\);)`);
    const stream = pdf.addStream('', 'AFDate_FormatEx("dd.mm.yyyy");\n');
    const deflated = pdf.addStream('/Filter /FlateDecode', deflateSync('AFPercent_Format(2, 0);'));
    const [calculates, formats] = [text, stream].map((script) => `<< /S /JavaScript /JS ${script} 0 R >>`);
    const events = pdf.add(
      `<< /C ${calculates} /F ${formats} /K ${pdf.add(`<< /S /JavaScript /JS ${deflated} 0 R >>`)} 0 R >>`,
    );
    pdf.add(`<< /FT /Tx /T (a) /AA ${events} 0 R >>`);
    pdf.addObjectStream('(AFNumber_Format\\(2, 0\\))', `<< /S /JavaScript /JS ${pdf.next + 1} 0 R >>`);
    pdf.add(`<< /FT /Tx /T (b) /AA << /F ${pdf.next - 1} 0 R >> >>`);
  }),
  laidOut('harmless actions that events trigger, somewhere else', (pdf) => {
    const page = pdf.add('<< /S /GoTo /D [3 0 R /Fit] >>');
    pdf.page = `/AA ${pdf.add(`<< /O << /S /Named /N /NextPage >> /C ${page} 0 R >>`)} 0 R`;
    pdf.add('<< /Subtype /Link /A << /S /URI /URI (https://example.com/) >> >>');
  }),
  laidOut('a catalog that does not say its type', (pdf) => (pdf.catalogType = '')),
  laidOut('a line of high bytes that is no comment', (pdf) => {
    pdf.header = '%PDF-2.0\r\n\xc3\xbf\xc3\x98\r\n';
  }),
  ...(['factur-x.xml', 'ZUGFeRD-invoice.xml', 'xrechnung.xml'] as const).map((name) =>
    laidOut(`an electronic invoice: ${name}`, (pdf) => attachData(pdf, name, INVOICE)),
  ),
  laidOut('the MathML of a formula, and styles', (pdf) => {
    attachData(
      pdf,
      'mathml-1.xml',
      '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>a</mi></math>',
      'Supplement',
    );
    attachData(pdf, 'latex-list-css.html', '<style>li > a { color: red }</style>', 'Supplement');
  }),
  laidOut('the settings of Distiller', (pdf) => {
    const settings = `<<
  /ASCII85EncodePages false
  /AutoPositionEPSFiles true
  /CalRGBProfile (sRGB IEC61966-2.1)
  /AlwaysEmbed [ true
  ]
  /ColorACSImageDict <<
    /QFactor 0.15
    /HSamples [1 1 1 1] /VSamples [1 1 1 1]
  >>
  /Description <<
    /DEU <FEFF00560065>
    /ENU (Use these settings \\(or others\\).)
  >>
>> setdistillerparams
<<
  /HWResolution [2400 2400]
  /PageSize [612.000 792.000]
>> setpagedevice
`;
    const file = pdf.addStream(
      '/Type /EmbeddedFile /Filter /FlateDecode',
      deflateSync(settings.replaceAll('\n', '\r')),
    );
    pdf.catalog = `/Names << /EmbeddedFiles << /Names [(High Quality.joboptions) ${pdf.add(
      `<< /Type /F /F (High Quality.joboptions) /EF << /F ${file} 0 R >> >>`,
    )} 0 R] >> >>`;
  }),
  laidOut('an update that repeats the header', (pdf) => {
    pdf.updateHeader = '%PDF-1.4\n';
    pdf.update(3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 8 8] >>');
  }),
  laidOut('empty AA, no XFA', (pdf) => (pdf.catalog = '/AA << >> /AcroForm << /XFA null /Fields [] >>')),
  laidOut('a signature', (pdf) => {
    pdf.catalog = '/AcroForm << /SigFlags 3 /Fields [4 0 R] >>';
    pdf.add(
      '<< /FT /Sig /T (s) /V << /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >> >>',
    );
  }),
  laidOut('an incremental update', (pdf) =>
    pdf.update(3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'),
  ),
  laidOut('three incremental updates', (pdf) => {
    for (const side of [7, 8, 9]) pdf.update(3, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${side} 9] >>`);
  }),
  laidOut('an xref stream', (pdf) => (pdf.xref = 'stream')),
  laidOut('objects in object streams', (pdf) =>
    pdf.addObjectStream('[1 2]', '(a)', '<< /A /B >>', '/Name', '12', '1 0 R'),
  ),
  laidOut('a stream of indirect length', (pdf) => {
    pdf.addStream('', 'q Q', `${pdf.next + 1} 0 R`);
    pdf.add('3');
  }),
  laidOut('a stream that is shorter than it says', (pdf) => pdf.addStream('', 'q Q', '99')),
  laidOut('glyphs named by letters', (pdf) =>
    pdf.add('<< /A 9 0 R /S 9 0 R /F 9 0 R /P 9 0 R /N 9 0 R /D 9 0 R >>'),
  ),
  laidOut('text about PDF in strings and streams', (pdf) => {
    pdf.add('(1 0 obj and 2 0 obj, trailer, endobj, stream, endstream, xref)');
    pdf.addStream('', 'BT (1 0 obj) Tj (2 0 obj [) Tj (trailer) Tj (3 0 obj) Tj ET');
  }),
  laidOut('lines that end in CR', (pdf) => (pdf.header = '%PDF-1.4\r%\xe2\xe3\xcf\xd3\r')),
  laidOut('no line end behind the end', (pdf) => (pdf.afterEnd = '')),
  laidOut('several line ends behind the end', (pdf) => (pdf.afterEnd = '\r\n\r\n\n')),
  laidOut('a ^Z and NULs behind the end', (pdf) => (pdf.afterEnd = `\r\n\x1a${'\0'.repeat(500)}`)),
];

/** With permissions alone, as banks and publishers send them. */
const restricted: readonly Sample[] = [
  ...(['1.3', '1.4', '1.6', '1.7', '1.7ext3'] as const).map((pdfVersion) =>
    byPdfKit(`encrypted, PDF ${pdfVersion}, opens without a password`, (document) => document.text('a'), {
      pdfVersion,
      userPassword: '',
      ownerPassword: 'a',
    }),
  ),
  ...KINDS.map((kind): Sample => ({
    name: `${kind}, opens without a password, with object streams`,
    contentType: PDF,
    bytes: () => encryptedPdf(kind, ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>', '(a)']),
  })),
  {
    name: 'aes-128, opens without a password, with a table and the dictionary in its middle',
    contentType: PDF,
    bytes: () =>
      aPdf((pdf) => {
        pdf.raw(`% ${'x'.repeat(400_000)}\n`);
        restrict(pdf, new PdfCipher('aes-128'));
        pdf.xref = 'table';
        pdf.raw(`% ${'x'.repeat(400_000)}\n`);
      }).bytes(),
  },
  {
    name: 'aes-128, opens without a password, with what it was encrypted by before',
    contentType: PDF,
    bytes: () =>
      encryptedPdf('aes-128', [], (pdf) => {
        pdf.add(new PdfCipher('aes-256').dictionary);
      }),
  },
  {
    name: 'aes-256, opens without a password, whether as its reader or as its owner',
    contentType: PDF,
    bytes: () => aPdf((pdf) => restrict(pdf, new PdfCipher('aes-256', FILE_KEY, FILE_KEY))).bytes(),
  },
];

export const genuinePdf: readonly Sample[] = [...shipped, ...written, ...seen, ...restricted];
