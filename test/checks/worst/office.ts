import { aDocument, aPresentation, aWorkbook, withChart, type OfficeBuilder } from '../office-builder.js';
import { DOCX, PPTX, XLSX } from '../sample.js';
import { filled, KIB, listed, MIB, salted, worst, type WorstFile } from './worst-file.js';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const HEADER = 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';

const word = (name: string, body: () => string): WorstFile =>
  worst(DOCX, name, () => aDocument(salted(body())).bytes());
const office = (contentType: string, name: string, make: () => OfficeBuilder): WorstFile =>
  worst(contentType, name, () => make().bytes());

const header = (paragraphs: string): string => `<w:hdr xmlns:w="${WORD}">${salted(paragraphs)}</w:hdr>`;
const relationships = (content: string): string =>
  `<Relationships xmlns="${RELATIONSHIPS}">${salted(content)}</Relationships>`;
const relationship = (at: number, type = 'a/image', target = `m/${at}`): string =>
  `<Relationship Id="r${at}" Type="${type}" Target="${target}"/>`;
const attributes = (count: number, prefix = ''): string => listed(count, (at) => ` ${prefix}a${at}=""`);
const padded = (bytes: number): string => filled(bytes, 'x').toString();

export const worstOffice: readonly WorstFile[] = [
  word('60 MiB of empty paragraphs', () => '<w:p><w:r/></w:p>'.repeat((60 * MIB) / 17)),
  word('elements without a namespace, 250 deep', () =>
    [`<b>`.repeat(250), '<c/>'.repeat(2 * MIB), '</b>'.repeat(250)].join(''),
  ),
  word('attributes with a prefix, 250 deep', () =>
    ['<b>'.repeat(250), '<c w:a="" w:b=""/>'.repeat(400_000), '</b>'.repeat(250)].join(''),
  ),
  word('elements of 1,000 attributes', () => `<w:p${attributes(1000)}/>`.repeat(800)),
  word('elements of 1,000 attributes with a prefix', () => `<w:p${attributes(1000, 'w:')}/>`.repeat(800)),
  word(
    'attributes in a namespace of 60 KiB',
    () => `<w:p xmlns:p="${padded(60 * KIB)}">${`<w:p${attributes(1000, 'p:')}/>`.repeat(200)}</w:p>`,
  ),
  word('elements of 400 namespaces', () =>
    `<w:p${listed(400, (at) => ` xmlns:n${at}="u${at}"`)}/>`.repeat(1000),
  ),
  word('elements opened and closed, 250 deep', () =>
    `${'<w:p>'.repeat(250)}${'</w:p>'.repeat(250)}`.repeat(4000),
  ),
  word('12 MiB of text between two tags', () => `<w:t>${padded(12 * MIB)}</w:t>`),
  word('12 MiB of entities', () => `<w:t>${'&amp;'.repeat((12 * MIB) / 5)}</w:t>`),
  word('12 MiB in an attribute', () => `<w:t a="${padded(12 * MIB)}"/>`),
  word('12 MiB of line ends', () => `<w:t>${'\r\n'.repeat(6 * MIB)}</w:t>`),
  word('a comment of dashes', () => `<!--${'- '.repeat(6 * MIB)}-->`),
  word('brackets in character data', () => `<![CDATA[${']'.repeat(12 * MIB)}]]>`),
  word('an instruction of question marks', () => `<?a b${'?'.repeat(3 * MIB)}?>`),
  word('characters that XML does not have', () => '\x01'.repeat(100_000)),
  word('tags in tags', () => '<a <<<<<<<'.repeat(10_000)),
  word('fields in fields', () =>
    '<w:fldChar w:fldCharType="begin"/><w:instrText>a</w:instrText>'.repeat(100_000),
  ),
  word('instructions that are all blanks', () =>
    `<w:fldChar w:fldCharType="begin"/><w:instrText>${' '.repeat(MIB)}</w:instrText><w:fldChar w:fldCharType="end"/>`.repeat(
      10,
    ),
  ),
  office(DOCX, '64 headers, each just below what makes a bomb', () =>
    aDocument().with((document) => {
      const content = header('<w:p><w:r/></w:p>'.repeat((1020 * KIB) / 17));
      for (let at = 0; at < 64; at++) document.part(`word/header${at}.xml`, content, HEADER);
    }),
  ),
  office(DOCX, '3,000 small headers', () =>
    aDocument().with((document) => {
      for (let at = 0; at < 3000; at++) document.part(`word/h${at}.xml`, header(`<w:p${at}/>`), HEADER);
    }),
  ),
  office(DOCX, 'relationships in 64 parts', () =>
    aDocument().with((document) => {
      for (let at = 0; at < 64; at++)
        document.part(`word/_rels/${at}.xml.rels`, relationships(listed(2500, relationship)));
    }),
  ),
  office(DOCX, '190,000 relationships to packages', () =>
    aDocument().part(
      'word/_rels/a.xml.rels',
      relationships(listed(190_000, (at) => relationship(at, 'a/package', 'a'))),
    ),
  ),
  office(DOCX, 'targets of 4 KiB of folders', () =>
    aDocument().part(
      'word/_rels/a.xml.rels',
      relationships(relationship(0, 'a/image', 'a/../'.repeat(819)).repeat(2000)),
    ),
  ),
  office(DOCX, 'targets of 4 KiB of percent signs', () =>
    aDocument().part(
      'word/_rels/a.xml.rels',
      relationships(relationship(0, 'a/image', '%25'.repeat(1365)).repeat(2000)),
    ),
  ),
  office(DOCX, 'relationships out of the package, to 4 KiB', () =>
    aDocument().part(
      'word/_rels/a.xml.rels',
      relationships(
        `<Relationship Id="a" Type="b/hyperlink" TargetMode="External" Target="a${'%41'.repeat(1365)}"/>`.repeat(
          2000,
        ),
      ),
    ),
  ),
  office(DOCX, 'a content type of 900 KiB for 2,000 parts', () =>
    aDocument().with((document) => {
      document.defaults.set('q', `a/${'vba'.repeat(300 * KIB)}`);
      for (let at = 0; at < 2000; at++) document.part(`word/${at}.q`, '');
    }),
  ),
  office(DOCX, '60,000 overrides of content types', () =>
    aDocument().with((document) => {
      document.contentTypesExtra = listed(60_000, (at) => `<Override PartName="/a${at}" ContentType="b/c"/>`);
    }),
  ),
  office(DOCX, '9,900 parts', () =>
    aDocument().with((document) => {
      for (let at = 0; at < 9900; at++) document.part(`word/media/image-of-a-page-${at}.png`, '');
    }),
  ),
  office(DOCX, 'parts with names of 60 KiB', () =>
    aDocument().with((document) => {
      for (let at = 0; at < 30; at++) document.part(`${'a/'.repeat(30 * KIB)}${at}`, '');
    }),
  ),
  office(XLSX, '20 MiB of sheets', () => {
    const row = `<row>${'<c r="A1" s="1"><v>0</v></c>'.repeat(20)}</row>`;
    return aWorkbook().part(
      'xl/workbook.xml',
      `<workbook>${salted(row.repeat((20 * MIB) / row.length))}</workbook>`,
    );
  }),
  ...(['src="a"', "src = 'a' ", '&#9;', '<x:FmlaLink>a', '<w:connectString a="', '<udl a:udl '] as const).map(
    (piece) =>
      office(XLSX, `20 MiB of drawings of ${piece}`, () =>
        aWorkbook()
          .part(
            'xl/drawings/vmlDrawing1.vml',
            `<xml>${salted(piece.repeat((20 * MIB) / piece.length))}</xml>`,
            'application/vnd.openxmlformats-officedocument.vmlDrawing',
          )
          .relate('xl/worksheets/sheet1.xml', 'vmlDrawing', '../drawings/vmlDrawing1.vml'),
      ),
  ),
  office(XLSX, '60 sheets of formulas with attributes', () =>
    aWorkbook().with((workbook) => {
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
      const content = `<worksheet>${salted('<cfvo val="a|b"/><f>|</f>'.repeat(12_000))}</worksheet>`;
      for (let at = 0; at < 60; at++) workbook.part(`xl/worksheets/s${at}.xml`, content, type);
    }),
  ),
  office(XLSX, '90 parts of connections', () =>
    aWorkbook().with((workbook) => {
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml';
      const content = `<connections>${salted('<connection refreshOnLoad=" "/>'.repeat(20_000))}</connections>`;
      for (let at = 0; at < 90; at++) workbook.part(`xl/connections${at}.xml`, content, type);
    }),
  ),
  office(XLSX, '70 links to other workbooks', () =>
    aWorkbook().with((workbook) => {
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml';
      const content = `<externalLink>${salted('<a/>'.repeat(200_000))}</externalLink>`;
      for (let at = 0; at < 70; at++) workbook.part(`xl/externalLinks/${at}.xml`, content, type);
    }),
  ),
  office(XLSX, 'a workbook behind each of 60 charts', () => {
    const inner = aWorkbook()
      .part('xl/a.xml', '0'.repeat(900 * KIB))
      .bytes();
    const workbook = aWorkbook();
    for (let at = 0; at < 60; at++) withChart(workbook, 'xl/workbook.xml', inner, `${at}.xlsx`);
    return workbook;
  }),
  office(PPTX, '70 slides with actions', () =>
    aPresentation().with((presentation) => {
      const slide = `<p:sld xmlns:p="p" xmlns:a="a">${salted('<hlinkClick action="ppaction://" a=""/>'.repeat(20_000))}</p:sld>`;
      for (let at = 0; at < 70; at++)
        presentation
          .part(`ppt/slides/s${at}.xml`, slide, 'application/vnd.a.slide+xml')
          .relate(`ppt/slides/s${at}.xml`, 'hyperlink', 'file:///a', 'External');
    }),
  ),
  office(PPTX, '30 MiB of one slide', () =>
    aPresentation()
      .part(
        'ppt/slides/slide1.xml',
        `<p:sld xmlns:p="p" xmlns:a="a">${salted('<a:r/>'.repeat(5 * MIB))}</p:sld>`,
      )
      .relate('ppt/slides/slide1.xml', 'hyperlink', 'file:///a', 'External'),
  ),
];
