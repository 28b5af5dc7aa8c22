import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as docx from 'docx';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import officegen from 'officegen';
import PptxGenJS from 'pptxgenjs';
import XlsxPopulate from 'xlsx-populate';
import { ZipFile } from 'yazl';
import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import { aDocument, aPresentation, aWorkbook, withChart } from '../office-builder.js';
import { DOCX, PPTX, XLSX, type Sample } from '../sample.js';
import { buildZip, type BuiltEntry } from '../zip-builder.js';

/** What other people's programs wrote: Word, Google Docs, LibreOffice, PowerPoint and Excel among them. */
const shipped: readonly Sample[] = globSync([
  'node_modules/mammoth/test/test-data/*.docx',
  'node_modules/docx4js/{__tests__/files,templates}/*.{docx,xlsx,pptx}',
])
  // Its picture is linked, not embedded: by default that is an external reference.
  .filter((path) => basename(path) !== 'external-picture.docx')
  .map((path) => ({
    name: path.replace('node_modules/', ''),
    contentType: path.endsWith('.docx') ? DOCX : path.endsWith('.xlsx') ? XLSX : PPTX,
    bytes: () => readFileSync(path),
  }));

const written: readonly Sample[] = [
  {
    name: 'docx: headers, links, numbering, a table',
    contentType: DOCX,
    bytes: () =>
      docx.Packer.toBuffer(
        new docx.Document({
          sections: [
            {
              headers: { default: new docx.Header({ children: [new docx.Paragraph('Header')] }) },
              children: [
                new docx.Paragraph({
                  children: [
                    new docx.ExternalHyperlink({
                      link: 'https://example.com/',
                      children: [new docx.TextRun('link')],
                    }),
                  ],
                }),
                new docx.Table({
                  rows: [new docx.TableRow({ children: [new docx.TableCell({ children: [] })] })],
                }),
                new docx.Paragraph({ children: [new docx.SimpleField('PAGE'), new docx.PageBreak()] }),
              ],
            },
          ],
        }),
      ),
  },
  {
    name: 'officegen: a document',
    contentType: DOCX,
    bytes: () => generated('docx', (doc) => doc.createP().addText('Hello')),
  },
  {
    name: 'officegen: slides',
    contentType: PPTX,
    bytes: () => generated('pptx', (doc) => doc.makeNewSlide().addText('Hello')),
  },
  {
    name: 'officegen: a workbook',
    contentType: XLSX,
    bytes: () => generated('xlsx', (doc) => (doc.makeNewSheet().data = [['a', 1]])),
  },
  { name: 'pptxgenjs: a chart, a link, a picture and notes', contentType: PPTX, bytes: presentation },
  { name: 'exceljs: formulas, links, a locked sheet', contentType: XLSX, bytes: workbook },
  { name: 'exceljs: streamed', contentType: XLSX, bytes: streamedWorkbook },
  {
    name: 'xlsx-populate: a workbook',
    contentType: XLSX,
    bytes: async () => {
      const book = await XlsxPopulate.fromBlankAsync();
      book.sheet(0).cell('A1').value('Hello');
      return Buffer.from(await book.outputAsync());
    },
  },
];

async function generated(
  type: 'docx' | 'pptx' | 'xlsx',
  fill: (doc: ReturnType<typeof officegen>) => void,
): Promise<Buffer> {
  const doc = officegen(type);
  fill(doc);
  const output = new PassThrough();
  doc.generate(output);
  return buffer(output);
}

const PIXEL =
  'image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function presentation(): Promise<Buffer> {
  // Its types describe the CommonJS build, its ESM build exports the class itself.
  const deck = new (PptxGenJS as unknown as typeof PptxGenJS.default)();
  const slide = deck.addSlide();
  slide.addText([{ text: 'link', options: { hyperlink: { url: 'https://example.com/' } } }], { x: 1, y: 1 });
  slide.addChart(deck.ChartType.bar, [{ name: 'a', labels: ['x', 'y'], values: [1, 2] }], {
    x: 1,
    y: 2,
    w: 3,
    h: 3,
  });
  slide.addImage({ data: PIXEL, x: 5, y: 5, w: 1, h: 1 });
  slide.addNotes('notes');
  return (await deck.write({ outputType: 'nodebuffer' })) as Buffer;
}

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Sheet');
  sheet.getCell('A1').value = { formula: 'SUM(B1:B2)', result: 3 };
  sheet.getCell('A2').value = { text: 'link', hyperlink: 'https://example.com/' };
  sheet.getCell('A3').note = 'a comment';
  await sheet.protect('secret', {});
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function streamedWorkbook(): Promise<Buffer> {
  const output = new PassThrough();
  const bytes = buffer(output);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output });
  book.addWorksheet('Sheet').addRow(['a', 1]).commit();
  await book.commit();
  return bytes;
}

/** One document through every ZIP writer, in the ways they write. */
const packed: readonly Sample[] = [
  ...(['DEFLATE', 'STORE'] as const).flatMap((compression) =>
    [true, false].map((streamFiles) =>
      zipped(`jszip: ${compression}${streamFiles ? ', data descriptors' : ''}`, async (entries) => {
        const zip = new JSZip();
        for (const { name, content } of entries) zip.file(name, content);
        return zip.generateAsync({ type: 'nodebuffer', compression, streamFiles });
      }),
    ),
  ),
  ...[true, false].flatMap((forceZip64Format) =>
    [true, false].map((isStreamed) =>
      zipped(`yazl:${forceZip64Format ? ' ZIP64' : ''}${isStreamed ? ' streamed' : ''}`, async (entries) => {
        const zip = new ZipFile();
        for (const { name, content } of entries)
          if (isStreamed)
            zip.addReadStream(Readable.from([Buffer.from(content)]), name, { forceZip64Format });
          else zip.addBuffer(Buffer.from(content), name, { forceZip64Format });
        zip.end({ forceZip64Format });
        return buffer(zip.outputStream);
      }),
    ),
  ),
  ...[
    {},
    { zip64: true },
    { dataDescriptor: false },
    { level: 0 },
    { keepOrder: true, bufferedWrite: true },
  ].map((options) =>
    zipped(`zip.js: ${JSON.stringify(options)}`, async (entries) => {
      const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options });
      for (const { name, content } of entries)
        await zip.add(name, new BlobReader(new Blob([Buffer.from(content)])));
      return Buffer.from(await (await zip.close()).arrayBuffer());
    }),
  ),
];

function zipped(name: string, write: (entries: BuiltEntry[]) => Promise<Buffer>): Sample {
  return { name, contentType: DOCX, bytes: () => write(aDocument().entries()) };
}

const GROWTH_HINT = Buffer.concat([Buffer.from([0x20, 0xa2, 0x10, 0x02]), Buffer.alloc(0x210)]);
const byHand = (name: string, contentType: string, bytes: () => Buffer): Sample => ({
  name,
  contentType,
  bytes,
});

/** What genuine files do that no writer at hand does. */
const peculiar: readonly Sample[] = [
  byHand('content types last', DOCX, () =>
    aDocument()
      .with((office) => (office.isContentTypesLast = true))
      .bytes(),
  ),
  byHand("Word's growth hint", DOCX, () =>
    buildZip(
      aDocument()
        .entries()
        .map((entry) => ({ ...entry, localExtra: GROWTH_HINT })),
    ),
  ),
  byHand('[trash] first', DOCX, () =>
    buildZip([
      { name: '[trash]/0000.dat', content: Buffer.alloc(500, 0xff), method: 0 },
      ...aDocument().entries(),
    ]),
  ),
  byHand('folders as entries', DOCX, () =>
    buildZip([...aDocument().entries(), { name: 'word/', content: '', method: 0 }]),
  ),
  byHand('a thumbnail larger than the head, first', DOCX, () =>
    buildZip([
      { name: 'docProps/thumbnail.jpeg', content: Buffer.alloc(90_000, 'jpeg'), method: 0 },
      ...aDocument().entries(),
    ]),
  ),
  ...(['signed', 'bare', 'zip64'] as const).map((descriptor) =>
    byHand(`a ${descriptor} data descriptor`, DOCX, () =>
      buildZip(
        aDocument()
          .entries()
          .map((entry) => ({ ...entry, descriptor })),
      ),
    ),
  ),
  byHand('a ZIP64 end record in a small file', DOCX, () => buildZip(aDocument().entries(), { zip64: true })),
  byHand('an archive comment', DOCX, () =>
    buildZip(aDocument().entries(), { comment: Buffer.from('by nobody') }),
  ),
  byHand('part names in another case', DOCX, () => {
    const office = aDocument();
    office.relationships.set('', [{ ...office.relationships.get('')![0]!, target: 'WORD/Document.XML' }]);
    return office.bytes();
  }),
  byHand('a default content type said twice alike', DOCX, () =>
    aDocument()
      .with(
        (office) => (office.contentTypesExtra = '<Default Extension="XML" ContentType="application/xml"/>'),
      )
      .bytes(),
  ),
  byHand('XML with a byte order mark', DOCX, () =>
    aDocument()
      .with((office) =>
        office.part('word/document.xml', `\ufeff${String(office.parts.get('word/document.xml')?.content)}`),
      )
      .bytes(),
  ),
  byHand('XML in UTF-16', DOCX, () =>
    aDocument()
      .with((office) => {
        const xml = String(office.parts.get('word/document.xml')?.content).replace('UTF-8', 'UTF-16');
        office.part(
          'word/document.xml',
          Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]),
        );
      })
      .bytes(),
  ),
  byHand('links of every kind', DOCX, () =>
    aDocument()
      .relate('word/document.xml', 'hyperlink', 'https://example.com/', 'External')
      .relate('word/document.xml', 'hyperlink', 'file:///c:/plan.docx', 'External')
      .relate('word/document.xml', 'hyperlink', 'plan.docx', 'External')
      .relate('word/document.xml', 'hyperlink', '#bookmark', 'External')
      .bytes(),
  ),
  byHand("a company's template", DOCX, () =>
    aDocument()
      .relate(
        'word/settings.xml',
        'attachedTemplate',
        'file:///C:\\Users\\x\\AppData\\Letter.dotx',
        'External',
      )
      .part('word/settings.xml', '<settings/>')
      .bytes(),
  ),
  byHand('nested fields that mention DDE', DOCX, () => {
    const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const instruction = (code: string): string => `<w:r><w:instrText>${code}</w:instrText></w:r>`;
    const page = `${mark('begin')}${instruction(' PAGE ')}${mark('separate')}<w:r><w:t>1</w:t></w:r>${mark('end')}`;
    const condition = `${mark('begin')}${instruction('IF ')}${page}${instruction('= 1 "ddeauto" "dde"')}${mark('separate')}${page}${mark('end')}`;
    const formula = `${mark('begin')}${instruction('=')}${page}${instruction('- 1')}${mark('end')}`;
    return aDocument(`<w:p>${condition}${formula}<w:r><w:t>DDEAUTO cmd</w:t></w:r></w:p>`).bytes();
  }),
  byHand('a picture from the web that nobody updates', DOCX, () => {
    const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const code = '<w:r><w:instrText>INCLUDEPICTURE "http://x/a.png" \\* MERGEFORMATINET</w:instrText></w:r>';
    return aDocument(`<w:p>${mark('begin')}${code}${mark('separate')}<w:r/>${mark('end')}</w:p>`).bytes();
  }),
  byHand('a table of contents in a document that updates its fields', DOCX, () => {
    const dirty = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>';
    const code = '<w:r><w:instrText>TOC \\o "1-3" \\h</w:instrText></w:r>';
    return aDocument(`<w:p>${dirty}${code}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`)
      .relate('word/document.xml', 'settings', 'settings.xml')
      .part(
        'word/settings.xml',
        '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:updateFields w:val="true"/></w:settings>',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml',
      )
      .bytes();
  }),
  byHand('bars in texts, in names of sheets and in columns', XLSX, () =>
    aWorkbook()
      .part(
        'xl/worksheets/sheet1.xml',
        `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c><f>"a|b"&amp;'x|y'!A1&amp;T[a|b]</f></c><c t="inlineStr"><is><t>a|b RTD(</t></is></c></row></sheetData></worksheet>`,
      )
      .bytes(),
  ),
  byHand('printer settings', XLSX, () =>
    aWorkbook()
      .part(
        'xl/printerSettings/printerSettings1.bin',
        Buffer.alloc(300, 1),
        'application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings',
      )
      .relate('xl/worksheets/sheet1.xml', 'printerSettings', '../printerSettings/printerSettings1.bin')
      .bytes(),
  ),
  byHand('a link from a slide to another presentation', PPTX, () =>
    aPresentation('<a:hlinkClick action="ppaction://hlinkpres?slideindex=1"/>')
      .relate('ppt/slides/slide1.xml', 'hyperlink', 'other.pptx', 'External')
      .bytes(),
  ),
  ...[
    ['a chart in a presentation', PPTX, aPresentation, 'ppt/slides/slide1.xml'] as const,
    ['a chart in a document', DOCX, aDocument, 'word/document.xml'] as const,
    ['a chart in a workbook', XLSX, aWorkbook, 'xl/worksheets/sheet1.xml'] as const,
  ].map(([name, contentType, office, source]) =>
    byHand(name, contentType, () => withChart(office(), source, aWorkbook().bytes()).bytes()),
  ),
];

export const genuineOffice: readonly Sample[] = [...shipped, ...written, ...packed, ...peculiar];
