import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { attachData, INVOICE } from '../genuine/pdf.js';
import { PDFDocument } from 'pdf-lib';
import PDFKit from 'pdfkit';
import type { RejectionCode } from '#core';
import { aPdf, objectStream, PDF, streamObject, type PdfBuilder } from '../pdf-builder.js';
import type { Attack } from '../sample.js';
import { encryptedPdfAttacks } from './pdf-encryption.js';
import { pdfReaderAttacks } from './pdf-readers.js';
import { buildZip } from '../zip-builder.js';

const utf16 = (text: string): string => Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex');
const FORMATS = '(AFDate_Format\\(0\\);)';
const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

const attack = (code: RejectionCode, name: string, change: (pdf: PdfBuilder) => unknown): Attack => ({
  code,
  name,
  contentType: PDF,
  bytes: () => aPdf(change).bytes(),
});
const onBytes = (code: RejectionCode, name: string, change: (bytes: Buffer) => Buffer): Attack => ({
  code,
  name,
  contentType: PDF,
  bytes: () => change(aPdf().bytes()),
});
const catalog = (code: RejectionCode, name: string, entries: string): Attack =>
  attack(code, name, (pdf) => (pdf.catalog = entries));
const object = (code: RejectionCode, name: string, body: string): Attack =>
  attack(code, name, (pdf) => pdf.add(body));
const raw = (code: RejectionCode, name: string, bytes: string): Attack =>
  attack(code, name, (pdf) => pdf.raw(bytes));
const replace = (code: RejectionCode, name: string, from: string | RegExp, to: string): Attack =>
  onBytes(code, name, (bytes) => Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1'));

const wholeness: readonly Attack[] = [
  replace('malformed', 'a version that does not exist', '%PDF-1.7', '%PDF-9.9'),
  replace('malformed', 'text between the header and the first object', '\n1 0 obj', '\nhello\n1 0 obj'),
  replace(
    'polyglot',
    'a web page in a comment behind the header',
    '\n1 0 obj',
    '\n%<html><script>alert(1)</script>\n1 0 obj',
  ),
  onBytes('type-mismatch', 'bytes before the header', (bytes) => Buffer.concat([Buffer.from('GIF8'), bytes])),
  onBytes('type-mismatch', 'a byte order mark before the header', (bytes) =>
    Buffer.concat([Buffer.from('\ufeff'), bytes]),
  ),
  onBytes('truncated', 'the first half', (bytes) => bytes.subarray(0, bytes.length / 2)),
  onBytes('truncated', 'all but the last ten bytes', (bytes) => bytes.subarray(0, -10)),
  onBytes('truncated', 'only the header', () => Buffer.from('%PDF-1.7\n')),
  attack(
    'polyglot',
    'a web page behind the end',
    (pdf) => (pdf.afterEnd = '\n<html><script>alert(1)</script>'),
  ),
  attack('polyglot', 'a web page on the line of the end', (pdf) => (pdf.afterEnd = '<html>')),
  attack(
    'polyglot',
    'a ZIP behind the end',
    (pdf) => (pdf.afterEnd = buildZip([{ name: 'a', content: 'a' }])),
  ),
  attack('polyglot', 'a ZIP in a stream', (pdf) =>
    pdf.addStream('', buildZip([{ name: 'a', content: 'a' }])),
  ),
  attack('malformed', '2 KiB of NULs behind the end', (pdf) => (pdf.afterEnd = '\0'.repeat(2048))),
  onBytes('polyglot', 'the same document twice', (bytes) => Buffer.concat([bytes, bytes])),
  onBytes('damaged', 'two documents, one after the other', (bytes) =>
    Buffer.concat([bytes, aPdf((pdf) => pdf.add('(second)')).bytes()]),
  ),
  replace('damaged', 'no startxref', 'startxref', 'startxxxx'),
  replace('damaged', 'an end that leads to the header', /startxref\n\d+/, 'startxref\n0'),
  replace('damaged', 'an end that leads beyond itself', /startxref\n\d+/, 'startxref\n999999'),
  replace('damaged', 'an end that leads to an object that lists nothing', /startxref\n\d+/, 'startxref\n15'),
  replace('malformed', 'a root that is no catalog', '/Type /Catalog', '/Type /Gatalog'),
  replace('malformed', 'a root that is not there', '/Root 1 0 R', '/Root 9 0 R'),
  replace('malformed', 'no root', '/Root 1 0 R', ''),
  replace('malformed', 'no page', '/Type /Page /Parent', '/Type /Gage /Parent'),
  attack('polyglot', 'a tar archive', (pdf) => (pdf.header = `%PDF-1.7\n%${' '.repeat(247)}ustar\n`)),
  attack('polyglot', 'a DICOM file', (pdf) => (pdf.header = `%PDF-1.7\n%${' '.repeat(118)}DICM\n`)),
];

const byPdfKit = (
  code: RejectionCode,
  name: string,
  write: (document: PDFKit.PDFDocument) => unknown,
  options: PDFKit.PDFDocumentOptions = {},
): Attack => ({
  code,
  name,
  contentType: PDF,
  async bytes() {
    const document = new PDFKit(options);
    write(document);
    document.end();
    return buffer(document);
  },
});
const byPdfLib = (code: RejectionCode, name: string, write: (document: PDFDocument) => unknown): Attack => ({
  code,
  name,
  contentType: PDF,
  async bytes() {
    const document = await PDFDocument.create();
    document.addPage();
    await write(document);
    return Buffer.from(await document.save());
  },
});

/** Written by other people's programs. */
const written: readonly Attack[] = [
  {
    code: 'truncated',
    name: 'a linearized document cut short, with an end near its beginning',
    contentType: PDF,
    bytes: () => readFileSync('node_modules/pdf-parse/test/data/03-invalid.pdf'),
  },
  byPdfLib('active-content', 'a script by pdf-lib', (document) =>
    document.addJavaScript('a', 'app.alert(1)'),
  ),
  byPdfLib('embedded-object', 'an attachment by pdf-lib', (document) =>
    document.attach(Buffer.from('MZ'), 'a.exe'),
  ),
  ...(
    [
      ['a program', 'MZ\x90\0'],
      ['a page', '<html><body/></html>'],
      ['a page of XHTML', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
      ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
      ['a script', '<a><script>alert(1)</script></a>'],
      ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
      ['a style sheet that runs', '<?xml-stylesheet type="text/xsl" href="#a"?><a/>'],
      ['XSLT', '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'],
      ['what a click on it runs', '<a><p onmouseover="alert(1)"/></a>'],
      ['a picture that runs where it is missing', '<img src="x" onerror="alert(1)"/>'],
      ['a link that runs', '<a href=" java&#10;script:alert(1)"/>'],
      ['a formula that runs', '<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:a()"/>'],
      ['a page that leads on', '<a><meta http-equiv="refresh" content="0;url=http://x"/></a>'],
      ['a style sheet from a server', '<a><link rel="stylesheet" href="//x/a.css"/></a>'],
      ['a style that loads', '<style>@import "//x/a.css";</style>'],
      ['a style that loads a picture', '<style>p { background: \\75rl(//x/a) }</style>'],
      ['a picture from a server', '<a><img src="file://x/a"/></a>'],
      ['a drawing without its root', '<a xmlns:s="http://www.w3.org/2000/svg"><s:set to="b"/></a>'],
      ['another file', '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///a"/>'],
      ['tags in a comment that a page ends', '<a><!--><b title=">" onclick="a()"/>--></a>'],
      ['tags in characters that a style ends', '<style><![CDATA[</style><b onclick="a()"/>]]></style>'],
      ['nothing', ''],
      ['text', 'hello'],
    ] as const
  ).map(([what, content]) =>
    attack('embedded-object', `${what} called an invoice`, (pdf) => attachData(pdf, 'factur-x.xml', content)),
  ),
  ...['invoice.exe', 'factur-x.xml.exe', 'factur-x.html', '../factur-x.xml', 'a.xml', ''].map((name) =>
    attack('embedded-object', `an invoice called ${name}`, (pdf) => attachData(pdf, name, INVOICE)),
  ),
  ...(
    [
      ['a program in PostScript', '<< /A 1 >> setdistillerparams (a) run'],
      ['a procedure', '<< /A { quit } >> setdistillerparams'],
      ['a file that is opened', '(%pipe%calc) (r) file << >> setpagedevice'],
      ['a file that is opened behind settings', '<< >> setpagedevice (%pipe%calc) (r) file'],
      ['a program', 'MZ\x90\0'],
      ['a page', '<html><script>a()</script></html>'],
      ['PostScript', '%!PS\n<< >> setpagedevice'],
      ['a string without an end', '<< /A (b'],
      ['a page in a string', '<< /A (<script>a\\(\\)</script>) >> setdistillerparams'],
      ['a page in a string, behind a bracket', '<< /A (<<script>a\\(\\)</script>) >> setdistillerparams'],
      ['a name run by its value', '<< >> setpagedevice /run load exec'],
    ] as const
  ).map(([what, content]) =>
    attack('embedded-object', `${what} called the settings of Distiller`, (pdf) => {
      const file = pdf.addStream('/Type /EmbeddedFile', content);
      pdf.add(`<< /Type /Filespec /F (a.joboptions) /EF << /F ${file} 0 R >> >>`);
    }),
  ),
  ...['a.joboptions.exe', 'a.exe', 'joboptions', '../a.joboptions', 'C:a.joboptions'].map((name) =>
    attack('embedded-object', `the settings of Distiller called ${name}`, (pdf) => {
      const file = pdf.addStream('/Type /EmbeddedFile', '<< >> setdistillerparams');
      pdf.add(`<< /Type /Filespec /F (${name}) /EF << /F ${file} 0 R >> >>`);
    }),
  ),
  attack('embedded-object', 'the settings of Distiller with two names', (pdf) => {
    const file = pdf.addStream('/Type /EmbeddedFile', '<< >> setdistillerparams');
    pdf.add(`<< /F (a.joboptions) /UF (a.exe) /EF << /F ${file} 0 R >> >>`);
  }),
  attack('embedded-object', 'an invoice that does not say what it is to the document', (pdf) =>
    attachData(pdf, 'factur-x.xml', INVOICE, 'Unspecified'),
  ),
  attack('embedded-object', 'an invoice with two names', (pdf) => {
    const file = pdf.addStream('/Type /EmbeddedFile', INVOICE);
    pdf.add(`<< /F (factur-x.xml) /UF (a.exe) /AFRelationship /Data /EF << /F ${file} 0 R >> >>`);
  }),
  attack('embedded-object', 'an invoice whose name leads to another stream', (pdf) => {
    pdf.addStream('/Type /EmbeddedFile', INVOICE);
    const other = pdf.addStream('', 'MZ');
    pdf.add(`<< /F (factur-x.xml) /AFRelationship /Data /EF << /F ${other} 0 R >> >>`);
  }),
  attack('embedded-object', 'an invoice that an update replaces', (pdf) => {
    attachData(pdf, 'factur-x.xml', INVOICE);
    pdf.update(4, '<< /Length 2 >>\nstream\nMZ\nendstream');
  }),
  attack('embedded-object', 'an invoice, and a stream into whose number an xref can lead instead', (pdf) => {
    attachData(pdf, 'factur-x.xml', INVOICE);
    pdf.raw('14 0 obj\n<< /Length 2 >>\nstream\nMZ\nendstream\nendobj\n');
  }),
  attack('embedded-object', 'an invoice whose files are somewhere else', (pdf) => {
    const file = pdf.addStream('/Type /EmbeddedFile', INVOICE);
    const files = pdf.add(`<< /F ${file} 0 R >>`);
    pdf.add(`<< /F (factur-x.xml) /AFRelationship /Data /EF ${files} 0 R >>`);
  }),
  attack('embedded-object', 'an invoice in an encoding that is not known', (pdf) => {
    const file = pdf.addStream('/Type /EmbeddedFile /Filter /LZWDecode', 'x');
    pdf.add(`<< /F (factur-x.xml) /AFRelationship /Data /EF << /F ${file} 0 R >> >>`);
  }),
  attack('embedded-object', 'an invoice as an attachment that a click opens', (pdf) => {
    const file = attachData(pdf, 'factur-x.xml', INVOICE);
    pdf.add(`<< /Type /Annot /Subtype /FileAttachment /FS ${file} 0 R >>`);
  }),
  byPdfKit('embedded-object', 'an attachment by pdfkit', (document) =>
    document.file(Buffer.from('MZ'), { name: 'a.exe' }),
  ),
  ...(['1.3', '1.4', '1.7', '1.7ext3'] as const).map((pdfVersion) =>
    byPdfKit('encrypted', `encryption of PDF ${pdfVersion} by pdfkit`, (document) => document.text('a'), {
      pdfVersion,
      userPassword: 'a',
    }),
  ),
];

const encrypted: readonly Attack[] = [
  attack('encrypted', 'encryption', (pdf) => (pdf.trailer = '/Encrypt 9 0 R')),
  attack('encrypted', 'encryption, its key escaped', (pdf) => (pdf.trailer = '/#45ncr#79pt 9 0 R')),
  attack('encrypted', 'encryption in an xref stream', (pdf) => {
    pdf.xref = 'stream';
    pdf.trailer = '/Encrypt << /Filter /Standard /V 2 /R 3 >>';
  }),
  attack('encrypted', 'encryption in the trailer of the first of two revisions', (pdf) => {
    pdf.trailer = '/Encrypt 9 0 R';
    pdf.update(3, '<< /Type /Page /Parent 2 0 R >>');
  }),
  object(
    'encrypted',
    'encryption in a trailer that a string hides',
    '(xref 0 1 trailer << /Encrypt 9 0 R >>)',
  ),
  raw(
    'encrypted',
    'encryption in a trailer that a stream hides',
    '9 0 obj\n<< /Length 40 >>\nstream\ntrailer << /Encrypt 9 0 R >>\nendstream\nendobj\n',
  ),
];

const active: readonly Attack[] = [
  catalog('active-content', 'a script when the document opens', `/OpenAction ${SCRIPT}`),
  catalog(
    'active-content',
    'a script in the name tree',
    `/Names << /JavaScript << /Names [(a) ${SCRIPT}] >> >>`,
  ),
  object(
    'active-content',
    'a script without a type, as some readers take it',
    '<< /JS (app.alert\\(1\\)) >>',
  ),
  attack('active-content', 'a script in a stream', (pdf) => {
    const script = pdf.addStream('', 'app.alert(1)');
    pdf.catalog = `/OpenAction << /S /JavaScript /JS ${script} 0 R >>`;
  }),
  catalog(
    'active-content',
    'a script as a second action',
    `/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next ${SCRIPT} >>`,
  ),
  attack('active-content', 'a script when a page opens', (pdf) => (pdf.page = `/AA << /O ${SCRIPT} >>`)),
  attack('active-content', 'a launch when a page opens', (pdf) => {
    pdf.page = '/AA << /O << /S /Launch /F (a.exe) >> >>';
  }),
  attack('active-content', 'a launch when a page opens, by reference', (pdf) => {
    pdf.page = `/AA << /O ${pdf.add('<< /S /Launch /F (a.exe) >>')} 0 R >>`;
  }),
  ...(
    [
      ['an address', () => '<< /S /URI /URI (https://example.com/) >>'],
      ['an address by reference', (pdf) => `${pdf.add('<< /S /URI /URI (https://example.com/) >>')} 0 R`],
      [
        'an address behind another action',
        () => '<< /S /Named /N /NextPage /Next << /S /URI /URI (https://a.b) >> >>',
      ],
      [
        'an address behind another action by reference',
        (pdf) => `<< /S /Named /N /NextPage /Next [${pdf.add('<< /S /URI /URI (https://a.b) >>')} 0 R] >>`,
      ],
      ['a document', () => '<< /S /GoToR /F (a.pdf) /D [0 /Fit] >>'],
    ] as const satisfies readonly [string, (pdf: PdfBuilder) => string][]
  ).flatMap(([what, action]) => [
    attack('external-reference', `${what} when a page opens, the actions of events somewhere else`, (pdf) => {
      pdf.page = `/AA ${pdf.add(`<< /O ${action(pdf)} >>`)} 0 R`;
    }),
    attack('external-reference', `${what} when a page opens, behind a reference to a reference`, (pdf) => {
      pdf.page = `/AA ${pdf.add(`${pdf.add(`<< /O ${action(pdf)} >>`)} 0 R`)} 0 R`;
    }),
    attack(
      'external-reference',
      `${what} when a page opens, the actions of events in an object stream`,
      (pdf) => {
        const text = action(pdf);
        pdf.page = `/AA ${pdf.next + 1} 0 R`;
        pdf.addObjectStream(`<< /O ${text} >>`);
      },
    ),
  ]),
  attack('active-content', 'a program when a page opens, the actions of events somewhere else', (pdf) => {
    pdf.page = `/AA ${pdf.add('<< /O << /S /Launch /F (a.exe) >> >>')} 0 R`;
  }),
  ...(
    [
      ['that is another one', (pdf) => pdf.add('(app.alert\\(1\\))')],
      [
        'that an update replaces',
        (pdf) => {
          const script = pdf.add(FORMATS);
          pdf.update(script, '(app.alert\\(1\\))');
          return script;
        },
      ],
      ['that is nowhere', () => 99],
      ['behind another reference', (pdf) => pdf.add(`${pdf.add(FORMATS)} 0 R`)],
      [
        'that is another one in an object stream',
        (pdf) => {
          pdf.addObjectStream('(app.alert\\(1\\))');
          return pdf.next - 1;
        },
      ],
      ['that is another one in a stream', (pdf) => pdf.addStream('', 'app.alert(1)')],
      [
        'that is another one in a deflated stream',
        (pdf) => pdf.addStream('/Filter /FlateDecode', deflateSync('app.alert(1)')),
      ],
      [
        'that is another one behind it in a stream',
        (pdf) => pdf.addStream('', `AFDate_Format(0);${' '.repeat(900)}app.alert(1)`),
      ],
      ['in a stream of unclear length', (pdf) => pdf.addStream('', 'AFDate_Format(0);app.alert(1)', '17')],
      ['in a stream with a type', (pdf) => pdf.addStream('/Type /XObject', 'AFDate_Format(0)')],
      [
        'in a stream in UTF-16 that is another one',
        (pdf) => pdf.addStream('', Buffer.from(utf16('AFDate_Format(false\u2c22=app.alert(1));//")'), 'hex')),
      ],
      [
        'in a stream that an xref can leave for another',
        (pdf) => {
          const script = pdf.addStream('', 'AFDate_Format(0)');
          pdf.raw(`1${script} 0 obj\n<< /Length 12 >>\nstream\napp.alert(1)\nendstream\nendobj\n`);
          return script;
        },
      ],
      [
        'in a string that an xref can leave for another',
        (pdf) => {
          const script = pdf.add(FORMATS);
          pdf.raw(`1${script} 0 obj\n(app.alert\\(1\\))\nendobj\n`);
          return script;
        },
      ],
    ] as const satisfies readonly [string, (pdf: PdfBuilder) => number][]
  ).map(([what, script]) =>
    attack('active-content', `a script of a form by reference ${what}`, (pdf) => {
      pdf.add(`<< /FT /Tx /AA << /K << /S /JavaScript /JS ${script(pdf)} 0 R >> >> >>`);
    }),
  ),
  attack('external-reference', 'an address when a page opens', (pdf) => {
    pdf.page = '/AA << /O << /S /URI /URI (https://example.com/) >> >>';
  }),
  attack('external-reference', 'an address when a page opens, by reference', (pdf) => {
    pdf.page = `/AA << /X << /S /Named >> /O ${pdf.add('<< /S /URI /URI (https://example.com/) >>')} 0 R >>`;
  }),
  attack('external-reference', 'an address when a page opens, in an object stream', (pdf) => {
    pdf.page = `/AA << /O ${pdf.next + 1} 0 R >>`;
    pdf.addObjectStream('<< /S /URI /URI (https://example.com/) >>');
  }),
  attack('external-reference', 'an address when a page opens, behind a reference to a reference', (pdf) => {
    const action = pdf.add('<< /S /URI /URI (https://example.com/) >>');
    pdf.page = `/AA << /O ${pdf.add(`${action} 0 R`)} 0 R >>`;
  }),
  attack('malformed', 'actions for more events than there are', (pdf) => {
    pdf.page = `/AA << ${Array.from({ length: 40 }, (_, event) => `/E${event} 3 0 R`).join(' ')} >>`;
  }),
  ...[
    ['that calls another function as well', '(AFDate_Format\\(0\\); app.alert\\(1\\))'],
    ['that calls another function for its argument', '(AFDate_Format\\(app.alert\\(1\\)\\))'],
    ['longer than is looked at', `(AFDate_Format\\(0\\)${';'.padEnd(9000)})`],
    ['behind many blanks', `(AFDate_Format\\(0\\);${' '.repeat(7000)}app.alert\\(1\\))`],
    ['beside another', '(AFDate_Format\\(0\\)) /JS (app.alert\\(1\\))'],
    [
      'that is another one in UTF-16, where a comma and a quote are one letter',
      `<${utf16('AFDate_Format(false\u2c22=app.alert(1));//")')}>`,
    ],
    [
      'that is another one in UTF-16, the other way round',
      `<fffe${Buffer.from('AFDate_Format(false\u222c=app.alert(1));//")', 'utf16le').toString('hex')}>`,
    ],
    ['by reference', '9 0 R'],
  ].map(([what, script]) =>
    object(
      'active-content',
      `a script of a form ${what}`,
      `<< /FT /Tx /AA << /K << /S /JavaScript /JS ${script} >> >> >>`,
    ),
  ),
  object(
    'active-content',
    'a launch beside a script of a form',
    '<< /S /JavaScript /S /Launch /JS (AFDate_Format\\(0\\)) >>',
  ),
  object(
    'active-content',
    'a rendition with a script of a form',
    '<< /S /Rendition /JS (AFDate_Format\\(0\\)) >>',
  ),
  object('active-content', 'a script behind a link', `<< /Type /Annot /Subtype /Link /A ${SCRIPT} >>`),
  object('active-content', 'a script when a field changes', `<< /FT /Tx /T (a) /AA << /K ${SCRIPT} >> >>`),
  object('active-content', 'a script when a button is pressed', `<< /FT /Btn /T (a) /A ${SCRIPT} >>`),
  object(
    'active-content',
    'a program started by a link',
    '<< /Subtype /Link /A << /S /Launch /F (cmd.exe) >> >>',
  ),
  object(
    'active-content',
    'a program started on Windows',
    '<< /Subtype /Link /A << /S /Launch /Win << /F (cmd.exe) >> >> >>',
  ),
  object(
    'active-content',
    'a form that sends itself',
    '<< /FT /Btn /A << /S /SubmitForm /F (http://a.example/) >> >>',
  ),
  object('active-content', 'a form that fetches data', '<< /FT /Btn /A << /S /ImportData /F (a.fdf) >> >>'),
  catalog('active-content', 'an XFA form', '/AcroForm << /Fields [] /XFA [(template) 9 0 R] >>'),
  catalog('active-content', 'an XFA form in one stream', '/AcroForm << /Fields [] /XFA 9 0 R >>'),
  object('active-content', 'rich media', '<< /Type /Annot /Subtype /RichMedia /RichMediaContent 9 0 R >>'),
  object('active-content', 'a film', '<< /Type /Annot /Subtype /Movie /Movie << /F (a.avi) >> >>'),
  object('active-content', 'a sound', '<< /Type /Annot /Subtype /Sound /Sound 9 0 R >>'),
  object('active-content', 'a sound that an action plays', '<< /S /Sound /Sound 9 0 R >>'),
  object('active-content', 'media that an action plays', '<< /S /Rendition /OP 0 /AN 9 0 R /R 9 0 R >>'),
  object('active-content', 'a script in 3D artwork', '<< /Type /3D /Subtype /U3D /OnInstantiate 9 0 R >>'),
];

/** The same script, each time where another reader would still find it. */
const disguises: readonly Attack[] = [
  object('active-content', 'a script, its name escaped', '<< /S /J#61vaScript /#4aS (a) >>'),
  object(
    'active-content',
    'a script, all of its name escaped',
    '<< /S /#4A#61#76#61#53#63#72#69#70#74 /J#53 (a) >>',
  ),
  object(
    'active-content',
    'a script, its name ended by an escaped NUL',
    '<< /S /JavaScript#00x /JS#00 (a) >>',
  ),
  object('active-content', 'a script without blanks', '<</S/JavaScript/JS(a)>>'),
  object('active-content', 'a script between comments', '<< /S % >> endobj\n/JavaScript%\n/JS%(\r(a) >>'),
  object('active-content', 'a script between NULs', '<<\0/S\0/JavaScript\0/JS\0(a)>>'),
  object('active-content', 'a script as the second value of a key', '<< /S /GoTo /S /JavaScript /JS (a) >>'),
  object('active-content', 'a script as the first value of a key', '<< /S /JavaScript /S /GoTo /JS (a) >>'),
  object('active-content', 'a script in a dictionary out of step', '<< /X /S /JavaScript /JS (a) >>'),
  object('active-content', 'a script behind a stray bracket', '<< /X ] /S /JavaScript /JS (a) >>'),
  object('active-content', 'a script behind a stray parenthesis', '<< /X ) /S /JavaScript /JS (a) >>'),
  object(
    'active-content',
    'a script behind a string with parentheses',
    '<< /X (\\() /S /JavaScript /JS (a) >>',
  ),
  object('active-content', 'a script behind a stray word', '<< /X endobj /S /JavaScript /JS (a) >>'),
  object('active-content', 'a script in a dictionary that never ends', '<< /S /JavaScript /JS (a)'),
  object(
    'active-content',
    'a script among the keys of an element of the structure',
    '<< /Type /StructElem /P 9 0 R /S /JavaScript /JS (a) >>',
  ),
  object(
    'active-content',
    'a script behind a stray bracket of its object',
    '> ) << /S /JavaScript /JS (a) >>',
  ),
  object('active-content', 'a script behind a stray word of its object', 'x << /S /JavaScript /JS (a) >>'),
  object('active-content', 'the type of an action behind a stray bracket', '<< /S > /Launch /F (cmd.exe) >>'),
  object(
    'active-content',
    'a program started by a dictionary in a dictionary, as a reader that skips its brackets takes it',
    '<< /F (cmd.exe) /P 9 << /S /Launch /P 1 >> >>',
  ),
  object(
    'active-content',
    'a program started by a dictionary in an array that never ends',
    '<< /F (cmd.exe) /P 9 [ /S /Launch >>',
  ),
  attack('active-content', 'a script whose type is behind a reference', (pdf) => {
    const type = pdf.add('/JavaScript');
    pdf.catalog = `/OpenAction << /S ${type} 0 R /JS (a) >>`;
  }),
  attack('active-content', 'rich media whose type is behind a reference', (pdf) => pdf.add('/RichMedia')),
  attack('active-content', 'a script that an update took away', (pdf) => {
    pdf.catalog = `/OpenAction ${SCRIPT}`;
    pdf.update(1, '<< /Type /Catalog /Pages 2 0 R >>');
  }),
  attack('active-content', 'a script that an update brought', (pdf) =>
    pdf.update(1, `<< /Type /Catalog /Pages 2 0 R /OpenAction ${SCRIPT} >>`),
  ),
  attack(
    'active-content',
    'a script between the last object and the xref',
    (pdf) => (pdf.beforeXref = `9 0 obj ${SCRIPT} endobj`),
  ),
  attack('active-content', 'a script behind an end in the middle', (pdf) =>
    pdf.raw(`startxref\n0\n%%EOF\n9 0 obj ${SCRIPT} endobj\n`),
  ),
  raw('active-content', 'a script in a comment that an xref can lead to', `% 9 0 obj ${SCRIPT} endobj\n`),
  attack(
    'active-content',
    'a script in the comment behind the header',
    (pdf) => (pdf.header = `%PDF-1.7\n% 9 0 obj ${SCRIPT}\n`),
  ),
  object('active-content', 'a script in a string that an xref can lead to', `(9 0 obj ${SCRIPT} endobj)`),
  attack('active-content', 'a script in a string in a string', (pdf) =>
    pdf.add(`(8 0 obj << /X ( 9 0 obj ${SCRIPT} ) >> endobj)`),
  ),
  attack('active-content', 'a script in a stream that an xref can lead to', (pdf) =>
    pdf.addStream('', `9 0 obj ${SCRIPT} endobj`),
  ),
  attack('active-content', 'a script behind the length of a stream', (pdf) =>
    pdf.addStream('', `x\nendstream\n9 0 obj ${SCRIPT} endobj`, '1'),
  ),
  attack('active-content', 'a script within the length of a stream', (pdf) =>
    pdf.addStream('', `x\nendstream\nendobj\n9 0 obj ${SCRIPT} endobj`),
  ),
  raw(
    'active-content',
    'a script behind a stream without an end',
    `8 0 obj << /Length 9 >> stream\nx\n9 0 obj ${SCRIPT} endobj\n`,
  ),
  raw(
    'active-content',
    'an object with comments in its first line',
    `9 % 1 0\n 0 % 2 0\n obj ${SCRIPT} endobj\n`,
  ),
  raw('active-content', 'an object with its number behind a comment', `9 0 %\n%\n\nobj ${SCRIPT} endobj\n`),
  raw('active-content', 'an object with NULs in its first line', `9\x000\x00obj${SCRIPT} endobj\n`),
  raw('active-content', 'an object without blanks in its first line', `9 0obj${SCRIPT}endobj\n`),
  raw(
    'active-content',
    'an object with 2 KiB of blanks in its first line',
    `9 0${' '.repeat(2048)}obj ${SCRIPT} endobj\n`,
  ),
  raw(
    'active-content',
    'an object with 2 KiB of a comment in its first line',
    `9 0%${'x'.repeat(2048)}\nobj ${SCRIPT} endobj\n`,
  ),
  attack('active-content', 'a script in a trailer', (pdf) => (pdf.trailer = `/X ${SCRIPT}`)),
];

const encoded = (entries: string, content: Buffer | string) => (pdf: PdfBuilder) =>
  pdf.addStream(entries, content);
const plain = objectStream(8, [SCRIPT]);
const zeros = (count: number): string[] => Array.from({ length: count }, () => '0');
const hex = (bytes: Buffer): string => `${bytes.toString('hex')}>`;
const layers = (count: number, content: Buffer): Buffer =>
  count === 0 ? content : Buffer.from(hex(layers(count - 1, content)));

const objectStreams: readonly Attack[] = [
  attack('active-content', 'a script in an object stream', (pdf) => pdf.addObjectStream('[0]', SCRIPT)),
  attack(
    'active-content',
    'a script in an object stream that is not compressed',
    encoded(plain.entries, plain.content),
  ),
  attack(
    'active-content',
    'a script in an object stream, deflated and in hexadecimal',
    encoded(`${plain.entries} /Filter [/ASCIIHexDecode /FlateDecode]`, hex(deflateSync(plain.content))),
  ),
  attack(
    'active-content',
    'a script in an object stream by the short names of its filters',
    encoded(`${plain.entries} /Filter [/AHx /Fl]`, hex(deflateSync(plain.content))),
  ),
  attack(
    'active-content',
    'a script in an object stream in four layers',
    encoded(`${plain.entries} /Filter [/AHx /AHx /AHx /AHx]`, layers(4, plain.content)),
  ),
  attack(
    'unverifiable',
    'an object stream in five layers',
    encoded(`${plain.entries} /Filter [/AHx /AHx /AHx /AHx /AHx]`, layers(5, plain.content)),
  ),
  attack(
    'active-content',
    'a script in an object stream that does not say it is one',
    encoded(`${plain.entries.replace('/Type /ObjStm', '')} /Filter /FlateDecode`, deflateSync(plain.content)),
  ),
  attack('active-content', 'a script in an object stream, its type escaped', (pdf) =>
    pdf.addStream(
      `${plain.entries.replace('ObjStm', 'Obj#53tm').replace('First', '#46irst')}`,
      plain.content,
    ),
  ),
  attack('active-content', 'a script in an object stream in a stream', (pdf) =>
    pdf.addStream(
      '',
      Buffer.concat([
        Buffer.from('9 0 obj\n'),
        streamObject(`${plain.entries} /Length ${plain.content.length}`, plain.content),
      ]),
    ),
  ),
  attack('active-content', 'a script in an object stream that counts none', (pdf) =>
    pdf.addStream(plain.entries.replace(/\/N \d+/, '/N 0'), plain.content),
  ),
  attack('active-content', 'the type of a script alone in an object stream', (pdf) =>
    pdf.addObjectStream('/JavaScript'),
  ),
  attack('malformed', 'an object stream with an offset into a string', (pdf) => {
    const content = `8 0 9 2 (  ${SCRIPT.replaceAll('\\', '')}  )`;
    pdf.addStream('/Type /ObjStm /N 2 /First 8', content);
  }),
  attack('malformed', 'an object stream with an offset into a comment', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 2 /First 8', `8 0 9 2 % ${SCRIPT}`),
  ),
  attack('malformed', 'an object stream with an offset before its first', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 1 /First 5', '8 -5 0'),
  ),
  attack('malformed', 'an object stream with an offset beyond its end', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 1 /First 5', '8 99 0'),
  ),
  attack('malformed', 'an object stream with an offset that is none', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 1 /First 6', '8 0.5 0'),
  ),
  attack('malformed', 'an object stream with its first object beyond its end', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 0 /First 99', '8 0 0'),
  ),
  ...['R', '/X', '(x)', '<<', '>>', '[', ']', ')', '{'].map((token) =>
    attack('malformed', `an object stream with ${token} in its directory`, (pdf) =>
      pdf.addStream('/Type /ObjStm /N 1 /First 9', `8 0 ${token}`.padEnd(9)),
    ),
  ),
  attack('malformed', 'an object stream that counts fewer than none', (pdf) =>
    pdf.addStream('/Type /ObjStm /N -1 /First 4', '8 0 0'),
  ),
  attack('malformed', 'an object stream whose first object is before its beginning', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 1 /First -2', '8 0 0'),
  ),
  attack('malformed', 'an object stream that counts a part of an object', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 0.5 /First 4', '8 0 0'),
  ),
  attack('malformed', 'an object stream of 65,537 objects', (pdf) => pdf.addObjectStream(...zeros(65_537))),
  attack('malformed', 'an object stream of one object with a directory of 65,537', (pdf) => {
    const { entries, content } = objectStream(8, zeros(65_537));
    pdf.addStream(entries.replace(/\/N \d+/, '/N 1'), content);
  }),
  attack('malformed', 'an object stream without a directory', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 2 /First 4', '8 0 0'),
  ),
  attack('malformed', 'an object stream with its directory behind a reference', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 1 /First 1 0 R', '8 0 0'),
  ),
  attack('malformed', 'an object stream that two readers begin elsewhere', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 1 /First 4 /First 5', '8 0 (0)'),
  ),
  attack('malformed', 'an object stream longer than it says', (pdf) =>
    pdf.addStream(plain.entries, plain.content, `${plain.content.length - 9}`),
  ),
  attack('malformed', 'an object stream shorter than it says', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 1 /First 4', `8 0 (\nendstream\n) ${SCRIPT}`),
  ),
  attack('malformed', 'an object stream of indirect length that does not end by itself', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 1 /First 4', '8 0 0', '1 0 R'),
  ),
  attack('malformed', 'an object stream with its end in a stored block', (pdf) => {
    const content = deflateSync(`8 0 (\nendstream\n) ${SCRIPT}`, { level: 0 });
    pdf.addStream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', content, '1 0 R');
  }),
  attack('malformed', 'an object stream that does not decode', (pdf) =>
    pdf.addStream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', 'x\x9cxxxxxxxxx'),
  ),
  attack('malformed', 'an object stream cut short', (pdf) =>
    pdf.addStream(`${plain.entries} /Filter /FlateDecode`, deflateSync(plain.content).subarray(0, 20)),
  ),
  attack('unverifiable', 'an object stream in LZW', encoded(`${plain.entries} /Filter /LZWDecode`, 'x')),
  attack(
    'unverifiable',
    'an object stream with its filter behind a reference',
    encoded(`${plain.entries} /Filter 9 0 R`, 'x'),
  ),
  attack('unverifiable', 'an object stream with its filter where some readers take it from', (pdf) => {
    const content = Buffer.from(`4 0\n${SCRIPT}`).toString('hex').replace(/../g, '$& ');
    pdf.addStream('/Type /ObjStm /N 1 /First 4 /F /AHx', `${content}>`);
  }),
  attack(
    'unverifiable',
    'an object stream with a predictor',
    encoded(
      `${plain.entries} /Filter /FlateDecode /DecodeParms << /Predictor 12 >>`,
      deflateSync(plain.content),
    ),
  ),
  attack('archive-bomb', 'an object stream whose zeros in ASCII 85 come to too much', (pdf) =>
    pdf.addStream(
      '/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /ASCII85Decode]',
      deflateSync(`${'z'.repeat(600 * 1024)}~>`),
    ),
  ),
  attack('archive-bomb', 'an object stream in layers that come to too much together', (pdf) =>
    pdf.addStream(
      '/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /ASCIIHexDecode]',
      deflateSync(`${'20'.repeat(400 * 1024)}>`),
    ),
  ),
  attack('archive-bomb', 'an object stream that inflates to 64 MiB', (pdf) =>
    pdf.addStream(
      '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
      deflateSync(Buffer.alloc(64 * 1024 * 1024, '8 0 ')),
    ),
  ),
  object('malformed', 'a key without a value', '<< /A 1 /B >>'),
  object('malformed', 'a value without a key', '<< /A 1 2 >>'),
  object('malformed', 'a dictionary closed within an array', '<< /A [ 1 >> ] >>'),
  object('malformed', 'an array closed within a dictionary', '<< /A 1 ] >>'),
  object('malformed', 'a string without an end', '(a'),
  object('malformed', 'a dictionary without an end', '<< /A 1'),
  object('malformed', 'a stream without an end', '<< /Length 1 >>\nstream\na'),
  attack('malformed', 'arrays in arrays, a thousand deep', (pdf) => pdf.add('['.repeat(1000))),
  attack('unverifiable', 'objects in objects, a thousand deep', (pdf) => pdf.add('9 0 obj ['.repeat(1000))),
  attack('malformed', 'a dictionary with a thousand values for one key', (pdf) =>
    pdf.add(`<<${Array.from({ length: 1000 }, (_, number) => `/Root ${number} 0 R`).join('')}>>`),
  ),
];

const embedded: readonly Attack[] = [
  attack('embedded-object', 'a file attached to the document', (pdf) => {
    const file = pdf.addStream('/Type /EmbeddedFile', 'MZ');
    pdf.catalog = `/Names << /EmbeddedFiles << /Names [(a.exe) << /F (a.exe) /EF << /F ${file} 0 R >> >>] >> >>`;
  }),
  attack('embedded-object', 'a file that does not say it is one', (pdf) => {
    const file = pdf.addStream('', 'MZ');
    pdf.add(`<< /F (a.exe) /E#46 << /F ${file} 0 R >> >>`);
  }),
  object(
    'embedded-object',
    'a file attached to a page',
    '<< /Type /Annot /Subtype /FileAttachment /FS 9 0 R >>',
  ),
  attack('embedded-object', 'a file that nothing refers to', (pdf) =>
    pdf.addStream('/Type /EmbeddedFile', 'MZ'),
  ),
  attack('embedded-object', 'a file in an object stream', (pdf) =>
    pdf.addObjectStream('<< /F (a.exe) /EF << /F 9 0 R >> >>'),
  ),
];

const link = (file: string): string => `<< /Subtype /Link /A << /S /GoToR /D [0 /Fit] /F ${file} >> >>`;

const external: readonly Attack[] = [
  object('external-reference', 'a link to a server of Windows', link('(\\\\\\\\evil\\\\share\\\\a.pdf)')),
  object('external-reference', 'a link to a server, as the standard spells it', link('(//evil/share/a.pdf)')),
  object('external-reference', 'a link to a server, in octal', link('(\\134\\134evil\\134a.pdf)')),
  object('external-reference', 'a link to a server, in hexadecimal', link('<5c5c6576696c5c612e706466>')),
  object('external-reference', 'a link to a server, in UTF-16', link('<feff005c005c0065>')),
  object('external-reference', 'a link to a drive', link('(C:/a.pdf)')),
  object('external-reference', 'a link to an absolute path', link('(/etc/a.pdf)')),
  object('external-reference', 'a link to a document on the web', link('(https://a.example/a.pdf)')),
  object('external-reference', 'a link to a file URL', link('(file:a.pdf)')),
  object(
    'external-reference',
    'a link to a server in a file specification',
    link('<< /Type /Filespec /F (a.pdf) /UF (\\\\\\\\evil\\\\a.pdf) >>'),
  ),
  object('external-reference', 'a link to a URL in a file specification', link('<< /FS /URL /F (a.pdf) >>')),
  attack('external-reference', 'a link to a server by a reference to its name', (pdf) =>
    pdf.add(link(`${pdf.add('(//evil/a.pdf)')} 0 R`)),
  ),
  attack('external-reference', 'a link to a server by a reference to a file specification', (pdf) =>
    pdf.add(link(`${pdf.add('<< /F (//evil/a.pdf) >>')} 0 R`)),
  ),
  object(
    'external-reference',
    'a link into a file in another document on a server',
    '<< /S /GoToE /F (//evil/a.pdf) /D (x) >>',
  ),
  catalog(
    'external-reference',
    'a web page when the document opens',
    '/OpenAction << /S /URI /URI (http://a.example/) >>',
  ),
  attack('external-reference', 'a web page when the document opens, by reference', (pdf) => {
    pdf.catalog = `/OpenAction ${pdf.add('<< /S /URI /URI (http://a.example/) >>')} 0 R`;
  }),
  attack('external-reference', 'a web page when the document opens, out of an object stream', (pdf) => {
    pdf.catalog = `/OpenAction ${pdf.next + 1} 0 R`;
    pdf.addObjectStream('<< /S /URI /URI (http://a.example/) >>');
  }),
  catalog(
    'external-reference',
    'a sister file when the document opens',
    '/OpenAction << /S /GoToR /F (b.pdf) /D [0 /Fit] >>',
  ),
  attack('external-reference', 'a web page as a second action when the document opens', (pdf) => {
    pdf.catalog = `/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next ${pdf.add('<< /S /URI /URI (http://a.example/) >>')} 0 R >>`;
  }),
  attack('external-reference', 'an action behind an action when the document opens', (pdf) => {
    const next = pdf.add('<< /S /URI /URI (http://a.example/) >>');
    pdf.catalog = `/OpenAction ${pdf.add(`<< /S /GoTo /D [3 0 R /Fit] /Next ${next} 0 R >>`)} 0 R`;
  }),
  attack('external-reference', 'a stream with its content in another file', (pdf) =>
    pdf.addStream('/F (//evil/a)', ''),
  ),
  attack('external-reference', 'a page of another file', (pdf) =>
    pdf.addStream('/Subtype /Form /Ref << /F (b.pdf) /Page 1 >>', ''),
  ),
];

export const pdfAttacks: readonly Attack[] = [
  ...wholeness,
  ...written,
  ...encrypted,
  ...encryptedPdfAttacks,
  ...active,
  ...disguises,
  ...objectStreams,
  ...embedded,
  ...external,
  ...pdfReaderAttacks,
];
