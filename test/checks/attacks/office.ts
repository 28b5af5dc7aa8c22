import type { RejectionCode } from '#core';
import { aDocument, aPresentation, aWorkbook, OfficeBuilder, withChart, wordXml } from '../office-builder.js';
import { DOCX, PPTX, XLSX, type Attack } from '../sample.js';
import { compoundFile } from '../compound-file.js';

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const MICROSOFT = 'http://schemas.microsoft.com/office/2006/relationships';
const VBA = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const attack = (
  code: RejectionCode,
  contentType: string,
  name: string,
  office: () => OfficeBuilder,
): Attack => ({
  code,
  contentType,
  name,
  bytes: () => office().bytes(),
});
const word = (code: RejectionCode, name: string, change: (office: OfficeBuilder) => void): Attack =>
  attack(code, DOCX, name, () => aDocument().with(change));
const excel = (code: RejectionCode, name: string, change: (office: OfficeBuilder) => void): Attack =>
  attack(code, XLSX, name, () => aWorkbook().with(change));
const text = (code: RejectionCode, name: string, body: string): Attack =>
  attack(code, DOCX, name, () => aDocument(body));
const external = (
  name: string,
  type: string,
  target: string,
  mode: string | undefined = 'External',
): Attack =>
  word('external-reference', name, (office) => office.relate('word/document.xml', type, target, mode));
const mainType = (office: OfficeBuilder, contentType: string): unknown =>
  office.overrides.set('word/document.xml', contentType);

const field = (...runs: string[]): string =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${runs.join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
const instruction = (code: string): string => `<w:r><w:instrText>${code}</w:instrText></w:r>`;

const kinds: readonly Attack[] = [
  word('type-mismatch', 'a macro-enabled document under the name of a plain one', (office) =>
    mainType(office, 'application/vnd.ms-word.document.macroEnabled.main+xml'),
  ),
  word('type-mismatch', 'a macro-enabled document whose content types come last', (office) => {
    mainType(office, 'application/vnd.ms-word.document.macroEnabled.main+xml');
    office.isContentTypesLast = true;
  }),
  word('type-mismatch', 'a macro-enabled document with a decoy comment in its content types', (office) => {
    mainType(office, 'application/vnd.ms-word.document.macroEnabled.main+xml');
    office.contentTypesPrologue += `<!-- <Override PartName="/word/document.xml" ContentType="${OPEN_XML}.wordprocessingml.document.main+xml"/> -->`;
  }),
  word('type-mismatch', 'a template under the name of a document', (office) =>
    mainType(office, `${OPEN_XML}.wordprocessingml.template.main+xml`),
  ),
  attack('type-mismatch', DOCX, 'a workbook under the name of a document', aWorkbook),
  attack('type-mismatch', XLSX, 'a presentation under the name of a workbook', aPresentation),
  attack('type-mismatch', PPTX, 'a slide show under the name of a presentation', () =>
    aPresentation().with((office) =>
      office.overrides.set('ppt/presentation.xml', `${OPEN_XML}.presentationml.slideshow.main+xml`),
    ),
  ),
  word('malformed', 'a main part that is missing', (office) => office.parts.delete('word/document.xml')),
  word('malformed', 'two main parts', (office) =>
    office
      .part('word/other.xml', wordXml(), `${OPEN_XML}.wordprocessingml.document.main+xml`)
      .relate('', 'officeDocument', 'word/other.xml'),
  ),
  word('malformed', 'a main part that is no document', (office) =>
    office.part('word/document.xml', '<html/>'),
  ),
  word('malformed', 'a main part outside the package', (office) => {
    office.relationships.clear();
    office.relate('', 'officeDocument', 'http://host/document.xml', 'External');
  }),
  word('malformed', 'two content types for one part', (office) => {
    office.contentTypesExtra = '<Override PartName="/WORD/document.xml" ContentType="application/xml"/>';
  }),
  {
    name: 'an old binary document under the name of a new one',
    code: 'type-mismatch',
    contentType: DOCX,
    bytes: () => compoundFile(['WordDocument', '1Table']),
  },
  ...(['EncryptionInfo', 'EncryptedPackage'] as const).map((last): Attack => ({
    name: `a document with a password, ${last} last in its directory`,
    code: 'encrypted',
    contentType: DOCX,
    bytes: () =>
      compoundFile(
        ['\x06DataSpaces', 'Version', 'DataSpaceMap', 'EncryptionInfo', 'EncryptedPackage'].sort((a) =>
          a === last ? 1 : -1,
        ),
      ),
  })),
];

const macros: readonly Attack[] = [
  word('macro', 'a VBA project', (office) =>
    office
      .part('word/vbaProject.bin', VBA, 'application/vnd.ms-office.vbaProject')
      .relate('word/document.xml', `${MICROSOFT}/vbaProject`, 'vbaProject.bin'),
  ),
  word('macro', 'a VBA project that nothing leads to', (office) => office.part('word/VBAPROJECT.BIN', VBA)),
  word('macro', 'a VBA project under another name', (office) =>
    office
      .part('word/media/image1.png', VBA)
      .relate('word/document.xml', `${MICROSOFT}/vbaProject`, 'media/image1.png'),
  ),
  word('macro', 'a VBA project by content type alone', (office) =>
    office.part('word/x.bin', VBA, 'application/vnd.ms-office.vbaProject'),
  ),
  excel('macro', 'an Excel 4.0 macro sheet', (office) =>
    office
      .part('xl/macrosheets/sheet1.xml', '<macrosheet/>', 'application/vnd.ms-excel.macrosheet+xml')
      .relate('xl/workbook.xml', `${MICROSOFT}/xlMacrosheet`, 'macrosheets/sheet1.xml'),
  ),
  excel('macro', 'an Excel 4.0 macro sheet under the name of a worksheet', (office) =>
    office
      .part('xl/worksheets/sheet2.xml', '<macrosheet/>')
      .relate('xl/workbook.xml', `${MICROSOFT}/xlMacrosheet`, 'worksheets/sheet2.xml'),
  ),
];

const active: readonly Attack[] = [
  word('active-content', 'an ActiveX control', (office) =>
    office
      .part('word/activeX/activeX1.xml', '<ax/>', 'application/vnd.ms-office.activeX+xml')
      .relate('word/document.xml', 'control', 'activeX/activeX1.xml'),
  ),
  word('active-content', 'an ActiveX control by its relationship alone', (office) =>
    office.part('word/x.xml', '<ax/>').relate('word/document.xml', 'control', 'x.xml'),
  ),
  word('active-content', 'a customised ribbon', (office) =>
    office
      .part('customUI/customUI.xml', '<customUI/>')
      .relate('', `${MICROSOFT}/ui/extensibility`, 'customUI/customUI.xml'),
  ),
  word('active-content', 'a web extension', (office) =>
    office
      .part('word/webextensions/taskpanes.xml', '<x/>', 'application/vnd.ms-office.webextensiontaskpanes+xml')
      .relate(
        '',
        'http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes',
        'word/webextensions/taskpanes.xml',
      ),
  ),
  text(
    'active-content',
    'a DDEAUTO field',
    field(instruction(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" ')),
  ),
  text('active-content', 'a DDE field in one element', '<w:p><w:fldSimple w:instr="DDE excel a b"/></w:p>'),
  text(
    'active-content',
    'a DDEAUTO field in pieces',
    field(instruction('DD'), instruction('EAU'), instruction('TO cmd')),
  ),
  text(
    'active-content',
    'a DDEAUTO field whose keyword another field spells',
    field(field(instruction('QUOTE 68 68 69 65 85 84 79')), instruction(' cmd')),
  ),
  text('active-content', 'a DDE field that is never closed by a separator', field(instruction('dde "x"'))),
  word('active-content', 'a DDE field in a header', (office) =>
    office.part(
      'word/header1.xml',
      `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${field(instruction('DDE x'))}</w:hdr>`,
      `${OPEN_XML}.wordprocessingml.header+xml`,
    ),
  ),
  ...['ddeLink', 'oleLink'].map((element) =>
    excel('active-content', `a workbook that starts a program by ${element}`, (office) =>
      office
        .part(
          'xl/externalLinks/externalLink1.xml',
          `<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><${element} ddeService="cmd"/></externalLink>`,
          `${OPEN_XML}.spreadsheetml.externalLink+xml`,
        )
        .relate('xl/workbook.xml', 'externalLink', 'externalLinks/externalLink1.xml'),
    ),
  ),
  ...['hlinkClick', 'hlinkMouseOver'].map((element): Attack =>
    attack('active-content', PPTX, `a slide that starts a program by ${element}`, () =>
      aPresentation(`<p:cNvPr><a:${element} r:id="rId1" action="ppaction://program"/></p:cNvPr>`).relate(
        'ppt/slides/slide1.xml',
        'hyperlink',
        'file:///c:/windows/system32/calc.exe',
        'External',
      ),
    ),
  ),
];

const embedded: readonly Attack[] = [
  word('embedded-object', 'an OLE object', (office) =>
    office
      .part('word/embeddings/oleObject1.bin', VBA, `${OPEN_XML}.oleObject`)
      .relate('word/document.xml', 'oleObject', 'embeddings/oleObject1.bin'),
  ),
  word('embedded-object', 'an OLE object under the name of an image', (office) =>
    office.part('word/media/image1.png', VBA).relate('word/document.xml', 'oleObject', 'media/image1.png'),
  ),
  word('embedded-object', 'an embedded document that nothing leads to', (office) =>
    office.part('word/embeddings/x.docx', aDocument().bytes()),
  ),
  word('embedded-object', 'a workbook embedded in the text, not behind a chart', (office) =>
    office
      .part('word/embeddings/x.xlsx', aWorkbook().bytes(), XLSX)
      .relate('word/document.xml', 'package', 'embeddings/x.xlsx'),
  ),
  word('embedded-object', 'an imported page (altChunk)', (office) =>
    office.part('word/chunk.xml', '<x/>').relate('word/document.xml', 'aFChunk', 'chunk.xml'),
  ),
  word('embedded-object', 'a program among the media', (office) => office.part('word/media/setup.exe', 'MZ')),
  attack('embedded-object', PPTX, 'a document behind a chart', () =>
    withChart(aPresentation(), 'ppt/slides/slide1.xml', aDocument().bytes()),
  ),
  attack('embedded-object', PPTX, 'a macro-enabled workbook behind a chart', () =>
    withChart(aPresentation(), 'ppt/slides/slide1.xml', aWorkbook().bytes(), 'Sheet1.xlsm'),
  ),
  attack(
    'embedded-object',
    PPTX,
    'a macro-enabled workbook behind a chart under the name of a plain one',
    () =>
      withChart(
        aPresentation(),
        'ppt/slides/slide1.xml',
        aWorkbook()
          .with((office) =>
            office.overrides.set('xl/workbook.xml', 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'),
          )
          .bytes(),
      ),
  ),
  attack('macro', PPTX, 'a VBA project in the workbook behind a chart', () =>
    withChart(aPresentation(), 'ppt/slides/slide1.xml', aWorkbook().part('xl/vbaProject.bin', VBA).bytes()),
  ),
  attack('external-reference', DOCX, 'a link to another workbook in the workbook behind a chart', () =>
    withChart(aDocument(), 'word/document.xml', linkedWorkbook().bytes()),
  ),
  attack('embedded-object', XLSX, 'a workbook behind a chart of a workbook behind a chart', () =>
    withChart(
      aWorkbook(),
      'xl/worksheets/sheet1.xml',
      withChart(aWorkbook(), 'xl/worksheets/sheet1.xml', aWorkbook().bytes()).bytes(),
    ),
  ),
  attack('embedded-object', PPTX, 'an OLE container behind a chart', () =>
    withChart(aPresentation(), 'ppt/slides/slide1.xml', compoundFile(['Workbook'])),
  ),
];

function linkedWorkbook(): OfficeBuilder {
  return aWorkbook()
    .part(
      'xl/externalLinks/externalLink1.xml',
      '<externalLink/>',
      `${OPEN_XML}.spreadsheetml.externalLink+xml`,
    )
    .relate('xl/workbook.xml', 'externalLink', 'externalLinks/externalLink1.xml')
    .relate('xl/externalLinks/externalLink1.xml', 'externalLinkPath', 'http://host/book.xlsx', 'External');
}

const references: readonly Attack[] = [
  external('a template on the web', 'attachedTemplate', 'http://host/t.dotm'),
  external('a template on a share', 'attachedTemplate', '\\\\host\\share\\t.dotm'),
  external('a template on a share, as a file URL', 'attachedTemplate', 'file://host/share/t.dotm'),
  external(
    'a template on a share, as a file URL with slashes',
    'attachedTemplate',
    'file://///host/share/t.dotm',
  ),
  external(
    'a template on a share, percent-encoded',
    'attachedTemplate',
    'file:///%5C%5Chost%5Cshare%5Ct.dotm',
  ),
  external('a template by an unusual scheme', 'attachedTemplate', 'mhtml:http://host/t.dotm'),
  external('a linked object', 'oleObject', 'mhtml:http://host/x.html!x-usc:http://host/x.html'),
  external('a linked image', 'image', 'http://host/pixel.png'),
  external('a linked image, not said to be external', 'image', 'http://host/pixel.png', undefined),
  external('a linked image, external in lower case', 'image', 'pixel.png', 'external'),
  external(
    'a linked image on a share, not said to be external',
    'image',
    '\\\\host\\share\\pixel.png',
    undefined,
  ),
  external('a frame', 'frame', 'http://host/'),
  external('a sub-document', 'subDocument', 'http://host/x.docx'),
  external('a mail-merge source', 'mailMergeSource', 'file:///c:/x.mdb'),
  external(
    'a strict linked image',
    'http://purl.oclc.org/ooxml/officeDocument/relationships/image',
    'http://host/',
  ),
  external('a relationship of unknown kind', 'http://host/relationships/whatever', 'http://host/'),
  word('external-reference', 'a linked image of a part that is not there', (office) =>
    office.relate('word/header9.xml', 'image', 'http://host/', 'External'),
  ),
  text(
    'external-reference',
    'a VML picture by URL',
    '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://host/pixel.png"/></w:pict></w:r></w:p>',
  ),
  attack('external-reference', XLSX, 'a link to another workbook', linkedWorkbook),
  excel('external-reference', 'a data connection that refreshes on opening', (office) =>
    office.part(
      'xl/connections.xml',
      '<connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><connection id="1" refreshOnLoad="1"/></connections>',
      `${OPEN_XML}.spreadsheetml.connections+xml`,
    ),
  ),
];

const ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
const xml: readonly Attack[] = [
  word('malformed', 'a document type in the content types', (office) => {
    office.contentTypesPrologue += ENTITIES;
  }),
  word('malformed', 'a document type in the relationships', (office) => {
    office.relationshipsPrologue += '<!DOCTYPE x SYSTEM "http://host/x.dtd">';
  }),
  word('malformed', 'a document type in the text', (office) =>
    office.part('word/document.xml', wordXml().replace('?>', `?>${ENTITIES}`)),
  ),
  word('malformed', 'content types in UTF-7', (office) => {
    office.contentTypesPrologue = '<?xml version="1.0" encoding="UTF-7"?>';
  }),
  word('malformed', 'text that is not in the encoding it declares', (office) =>
    office.part('word/document.xml', wordXml().replace('UTF-8', 'utf-16')),
  ),
  word('malformed', 'text that is not UTF-8', (office) =>
    office.part('word/document.xml', Buffer.concat([Buffer.from(wordXml()), Buffer.from([0xff])])),
  ),
  text('malformed', 'elements nested without end', '<w:p>'.repeat(2000) + '</w:p>'.repeat(2000)),
  text('malformed', 'text that ends in the middle', '<w:p>'),
  text(
    'malformed',
    'an element that declares thousands of namespaces',
    `<w:p ${Array.from({ length: 1000 }, (_, i) => `xmlns:a${i}="b"`).join(' ')}/>`,
  ),
  text('malformed', 'an element with a name of 100,000 letters', `<w:${'p'.repeat(100_000)}/>`),
  text(
    'malformed',
    'an element with thousands of attributes',
    `<w:p ${Array.from({ length: 3000 }, (_, i) => `a${i}=""`).join(' ')}/>`,
  ),
  word('malformed', 'content types that are something else', (office) =>
    office.part('[content_types].xml', '<html/>'),
  ),
];

export const officeAttacks: readonly Attack[] = [
  ...kinds,
  ...macros,
  ...active,
  ...embedded,
  ...references,
  ...xml,
];
