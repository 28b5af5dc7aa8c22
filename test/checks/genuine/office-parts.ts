import { gzipSync } from 'node:zlib';
import {
  aDocument,
  aPresentation,
  attachToolbars,
  aWorkbook,
  type OfficeBuilder,
} from '../office-builder.js';
import { DOCX, PPTX, XLSX, type Sample } from '../sample.js';

/** Parts that are not XML, relationships of other people's programs, and what looks like an attack by its label. */

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const DOCUMENT = 'word/document.xml';
const SHEET = 'xl/worksheets/sheet1.xml';
const SLIDE = 'ppt/slides/slide1.xml';

const byHand = (name: string, contentType: string, office: () => OfficeBuilder): Sample => ({
  name,
  contentType,
  bytes: () => office().bytes(),
});

const PICTURES: readonly (readonly [extension: string, contentType: string, content: Buffer | string])[] = [
  ['emf', 'image/x-emf', Buffer.from('0100000088000000', 'hex')],
  ['wmf', 'image/x-wmf', Buffer.from('d7cdc69a0000', 'hex')],
  ['wmf', 'image/x-wmf', Buffer.from('010009000003', 'hex')],
  ['emz', 'image/x-emz', gzipSync(Buffer.from('0100000088000000', 'hex'))],
  ['svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  [
    'svg',
    'image/svg+xml',
    '<?xml version="1.0"?><!-- by a program --><svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>',
  ],
  ['tiff', 'image/tiff', Buffer.from('MM\0*', 'latin1')],
  ['webp', 'image/webp', Buffer.from('RIFF\x04\0\0\0WEBP', 'latin1')],
  ['heic', 'image/heic', Buffer.from('\0\0\0\x18ftypheic', 'latin1')],
  ['pcx', 'image/x-pcx', Buffer.from('0a050108', 'hex')],
  ['wdp', 'image/vnd.ms-photo', Buffer.from('4949bc01', 'hex')],
  ['eps', 'image/x-eps', '%!PS-Adobe-3.0 EPSF-3.0\n'],
  ['pict', 'image/pict', Buffer.alloc(600)],
  ['bmp', 'image/bmp', Buffer.from('BM6\0\0\0', 'latin1')],
  ['tmp', 'image/png', ''],
  ['jpg', 'image/jpeg', 'no picture at all'],
];

const pivot = (source: string): OfficeBuilder =>
  aWorkbook()
    .part(
      'xl/pivotCache/pivotCacheDefinition1.xml',
      `<pivotCacheDefinition xmlns="${S}" xmlns:r="${R}" refreshOnLoad="1">${source}<cacheFields/></pivotCacheDefinition>`,
      `${OPEN_XML}.spreadsheetml.pivotCacheDefinition+xml`,
    )
    .relate('xl/workbook.xml', 'pivotCacheDefinition', 'pivotCache/pivotCacheDefinition1.xml');

export const genuineOfficeParts: readonly Sample[] = [
  byHand('attached toolbars and no macro', DOCX, () => attachToolbars(aDocument())),
  ...PICTURES.map(([extension, contentType, content], i) =>
    byHand(`a picture ${i + 1}: ${contentType}`, DOCX, () =>
      aDocument()
        .part(`word/media/image1.${extension}`, content, contentType)
        .relate(DOCUMENT, 'image', `media/image1.${extension}`),
    ),
  ),
  byHand('sound and film', PPTX, () =>
    aPresentation()
      .part('ppt/media/media1.mp4', Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), 'video/mp4')
      .part('ppt/media/media2.mp3', 'ID3\x04', 'audio/mpeg')
      .part('ppt/media/media3.wav', Buffer.from('RIFF\x04\0\0\0WAVE', 'latin1'), 'audio/x-wav')
      .relate(SLIDE, 'video', '../media/media1.mp4')
      .relate(SLIDE, 'http://schemas.microsoft.com/office/2007/relationships/media', '../media/media1.mp4')
      .relate(SLIDE, 'audio', '../media/media2.mp3')
      .relate(SLIDE, 'audio', '../media/media3.wav'),
  ),
  byHand('a scrambled font that begins like a program by chance', DOCX, () =>
    aDocument()
      .part(
        'word/fonts/font1.odttf',
        Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000, 0xa7)]),
        `${OPEN_XML}.obfuscatedFont`,
      )
      .part(
        'word/fontTable.xml',
        `<w:fonts xmlns:w="${W}" xmlns:r="${R}"><w:font><w:embedRegular r:id="rId1"/></w:font></w:fonts>`,
        `${OPEN_XML}.wordprocessingml.fontTable+xml`,
      )
      .relate(DOCUMENT, 'fontTable', 'fontTable.xml')
      .relate('word/fontTable.xml', 'font', 'fonts/font1.odttf'),
  ),
  byHand("printer settings of a Mac, a printer's on a share, an add-in's own parts", XLSX, () =>
    aWorkbook()
      .part(
        'xl/printerSettings/printerSettings1.bin',
        '<?xml version="1.0"?><plist version="1.0"/>',
        `${OPEN_XML}.spreadsheetml.printerSettings`,
      )
      .part(
        'xl/printerSettings/printerSettings2.bin',
        Buffer.from('\\\\server\\printer', 'utf16le'),
        `${OPEN_XML}.spreadsheetml.printerSettings`,
      )
      .part(
        'xl/customProperty1.bin',
        Buffer.from('<a/>', 'utf16le'),
        `${OPEN_XML}.spreadsheetml.customProperty`,
      )
      .part('xl/metadata', Buffer.from('00c516da', 'hex'), 'application/binary')
      .part('customXml/item1.xml', '<b:Sources xmlns:b="x"/>')
      .relate(SHEET, 'printerSettings', '../printerSettings/printerSettings1.bin')
      .relate(SHEET, 'printerSettings', '../printerSettings/printerSettings2.bin')
      .relate(SHEET, 'customProperty', '../customProperty1.bin')
      .relate('xl/workbook.xml', 'http://customschemas.google.com/relationships/workbookmetadata', 'metadata')
      .relate('xl/workbook.xml', 'customXml', '../customXml/item1.xml'),
  ),
  byHand('form controls', XLSX, () =>
    aWorkbook()
      .part(
        SHEET,
        `<worksheet xmlns="${S}" xmlns:r="${R}"><sheetData/><controls><control shapeId="1" r:id="rId1" name="Drop Down 1"/></controls></worksheet>`,
      )
      .part(
        'xl/ctrlProps/ctrlProp1.xml',
        '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="Drop"/>',
        'application/vnd.ms-excel.controlproperties+xml',
      )
      .relate(SHEET, 'ctrlProp', '../ctrlProps/ctrlProp1.xml'),
  ),
  byHand('a pivot table over cells, refreshed on opening', XLSX, () =>
    pivot('<cacheSource type="worksheet"><worksheetSource ref="A1:B2" sheet="Sheet1"/></cacheSource>'),
  ),
  byHand("a pivot table over the workbook's own data model, refreshed on opening", XLSX, () =>
    pivot('<cacheSource type="external" connectionId="1"/>').part(
      'xl/connections.xml',
      `<connections xmlns="${S}"><connection id="1" keepAlive="1" name="ThisWorkbookDataModel" type="5"><dbPr connection="Data Model Connection" command="Model" commandType="1"/></connection></connections>`,
      `${OPEN_XML}.spreadsheetml.connections+xml`,
    ),
  ),
  byHand('a query table and a connection that wait to be asked', XLSX, () =>
    aWorkbook()
      .part(
        'xl/connections.xml',
        `<connections xmlns="${S}"><connection id="1" interval="0" refreshOnLoad=" 0"><webPr url="http://host/"/></connection></connections>`,
        `${OPEN_XML}.spreadsheetml.connections+xml`,
      )
      .part(
        'xl/queryTables/queryTable1.xml',
        `<queryTable xmlns="${S}" connectionId="1" refreshOnLoad="false"/>`,
        `${OPEN_XML}.spreadsheetml.queryTable+xml`,
      )
      .relate(SHEET, 'queryTable', '../queryTables/queryTable1.xml'),
  ),
  byHand("the main part's type for all XML, as Microsoft's SDK writes it", DOCX, () => {
    const office = aDocument().part('customXml/item1.xml', '<b:Sources xmlns:b="x"/>');
    office.defaults.set('xml', office.overrides.get(DOCUMENT)!);
    office.overrides.clear();
    return office;
  }),
  byHand("Excel's data types, with Microsoft's pictures", XLSX, () =>
    aWorkbook()
      .part(
        'xl/richData/rdRichValueWebImage.xml',
        `<webImagesSrd xmlns="http://schemas.microsoft.com/office/spreadsheetml/2020/richdatawebimage" xmlns:r="${R}"><webImageSrd><address r:id="rId1"/></webImageSrd></webImagesSrd>`,
        'application/vnd.ms-excel.rdrichvaluewebimage+xml',
      )
      .relate('xl/richData/rdRichValueWebImage.xml', 'hyperlink', 'https://www.bing.com/th?id=1', 'External'),
  ),
  byHand('a header served as any XML', DOCX, () =>
    aDocument()
      .part('word/header1.xml', `<w:hdr xmlns:w="${W}"><w:p/></w:hdr>`, 'application/xml')
      .relate(DOCUMENT, 'header', 'header1.xml'),
  ),
  byHand(
    'clicks that lead anywhere: the web, a share, a folder, a slide; and the pointer, to a slide',
    PPTX,
    () =>
      aPresentation(
        [
          'hlinkClick r:id="rId1"',
          'hlinkClick r:id="rId2"',
          'hlinkClick r:id="rId3" action="ppaction://hlinkfile"',
          'hlinkClick r:id="rId4" action="ppaction://hlinksldjump"',
          'hlinkHover r:id="rId4" action="ppaction://hlinksldjump"',
          'hlinkHover r:id="" action="ppaction://hlinkshowjump?jump=nextslide"',
        ]
          .map((link) => `<p:cNvPr><a:${link}/></p:cNvPr>`)
          .join(''),
      )
        .relate(SLIDE, 'hyperlink', 'https://example.com/', 'External')
        .relate(SLIDE, 'hyperlink', '\\\\server\\share\\plan.pptx', 'External')
        .relate(SLIDE, 'hyperlink', 'file:///c:/plan.pptx', 'External')
        .relate(SLIDE, 'slide', 'slide1.xml'),
  ),
  byHand('a picture that is a link', DOCX, () =>
    aDocument(
      `<w:p><w:r><w:drawing><a:hlinkClick xmlns:a="${A}" r:id="rId1"/><a:blip xmlns:a="${A}" r:embed="rId2"/></w:drawing></w:r></w:p>`,
    )
      .relate(DOCUMENT, 'hyperlink', 'https://example.com/', 'External')
      .relate(DOCUMENT, 'image', 'media/image1.png')
      .part('word/media/image1.png', '\x89PNG', 'image/png'),
  ),
  byHand('templates on drives', DOCX, () =>
    aDocument()
      .part(
        'word/settings.xml',
        `<w:settings xmlns:w="${W}" xmlns:r="${R}"><w:attachedTemplate r:id="rId1"/></w:settings>`,
        `${OPEN_XML}.wordprocessingml.settings+xml`,
      )
      .relate(DOCUMENT, 'settings', 'settings.xml')
      .relate(
        'word/settings.xml',
        'attachedTemplate',
        'file:///C:\\Users\\x\\100%25\\Letter.dotx',
        'External',
      )
      .relate('word/settings.xml', 'attachedTemplate', 'file:///Users/x/My%20Letter.dotx', 'External')
      .relate('word/settings.xml', 'attachedTemplate', 'Normal.dotm', 'External'),
  ),
];
