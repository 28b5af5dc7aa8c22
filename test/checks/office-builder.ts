import { buildZip, type BuiltArchive, type BuiltEntry } from './zip-builder.js';

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

export interface BuiltRelationship {
  readonly type: string;
  readonly target: string;
  readonly mode?: string;
  /** Default: `rId` and its number. */
  readonly id?: string;
}

/** An Office file in the making: parts by name, content types, relationships by their source part. */
export class OfficeBuilder {
  readonly parts = new Map<string, Omit<BuiltEntry, 'name'>>();
  readonly overrides = new Map<string, string>();
  readonly defaults = new Map([
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['xml', 'application/xml'],
  ]);
  readonly relationships = new Map<string, BuiltRelationship[]>();
  /** Written into the content types as they are. */
  contentTypesPrologue = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  relationshipsPrologue = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  contentTypesExtra = '';
  isContentTypesLast = false;
  archive: BuiltArchive = {};

  part(name: string, content: Buffer | string, contentType?: string, entry: Partial<BuiltEntry> = {}): this {
    this.parts.set(name, { content, ...entry });
    if (contentType !== undefined) this.overrides.set(name, contentType);
    return this;
  }

  relate(source: string, type: string, target: string, mode?: string, id?: string): this {
    const relationship = { type: type.includes('://') ? type : `${RELATIONSHIPS}/${type}`, target, mode, id };
    this.relationships.set(source, [...(this.relationships.get(source) ?? []), relationship]);
    return this;
  }

  with(change: (office: this) => void): this {
    change(this);
    return this;
  }

  entries(): BuiltEntry[] {
    const contentTypes = {
      name: '[Content_Types].xml',
      content: `${this.contentTypesPrologue}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${[
        ...[...this.defaults].map(
          ([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`,
        ),
        ...[...this.overrides].map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`),
        this.contentTypesExtra,
      ].join('')}</Types>`,
    };
    const parts = [
      ...[...this.relationships].map(([source, all]) => ({
        name: relationshipsPart(source),
        content: `${this.relationshipsPrologue}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
          .map(
            ({ type, target, mode, id }, i) =>
              `<Relationship Id="${id ?? `rId${i + 1}`}" Type="${type}" Target="${target}"${mode === undefined ? '' : ` TargetMode="${mode}"`}/>`,
          )
          .join('')}</Relationships>`,
      })),
      ...[...this.parts].map(([name, entry]) => ({ name, ...entry })),
    ];
    return this.isContentTypesLast ? [...parts, contentTypes] : [contentTypes, ...parts];
  }

  bytes(): Buffer {
    return buildZip(this.entries(), this.archive);
  }
}

const relationshipsPart = (source: string): string => {
  const slash = source.lastIndexOf('/') + 1;
  return `${source.slice(0, slash)}_rels/${source.slice(slash)}.rels`;
};

export const wordXml = (body = '<w:p><w:r><w:t>Hello</w:t></w:r></w:p>'): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="${WORD}" xmlns:r="${RELATIONSHIPS}"><w:body>${body}</w:body></w:document>`;

/** A Word document with one paragraph. */
export const aDocument = (body?: string): OfficeBuilder =>
  new OfficeBuilder()
    .relate('', 'officeDocument', 'word/document.xml')
    .part('word/document.xml', wordXml(body), `${OPEN_XML}.wordprocessingml.document.main+xml`);

/** A workbook with one sheet. */
export const aWorkbook = (): OfficeBuilder =>
  new OfficeBuilder()
    .relate('', 'officeDocument', 'xl/workbook.xml')
    .relate('xl/workbook.xml', 'worksheet', 'worksheets/sheet1.xml')
    .part(
      'xl/workbook.xml',
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>',
      `${OPEN_XML}.spreadsheetml.sheet.main+xml`,
    )
    .part(
      'xl/worksheets/sheet1.xml',
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>',
      `${OPEN_XML}.spreadsheetml.worksheet+xml`,
    );

/** A presentation with one slide. */
export const aPresentation = (slide = ''): OfficeBuilder =>
  new OfficeBuilder()
    .relate('', 'officeDocument', 'ppt/presentation.xml')
    .relate('ppt/presentation.xml', 'slide', 'slides/slide1.xml')
    .part(
      'ppt/presentation.xml',
      '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>',
      `${OPEN_XML}.presentationml.presentation.main+xml`,
    )
    .part(
      'ppt/slides/slide1.xml',
      `<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${RELATIONSHIPS}">${slide}</p:sld>`,
      `${OPEN_XML}.presentationml.slide+xml`,
    );

/** Numbers behind a chart, as Office embeds them: a workbook that the chart part's package relationship leads to. */
export const withChart = (
  office: OfficeBuilder,
  source: string,
  workbook: Buffer,
  name = 'Sheet1.xlsx',
): OfficeBuilder => {
  const folder = source.slice(0, source.indexOf('/'));
  office.defaults.set('xlsx', `${OPEN_XML}.spreadsheetml.sheet`);
  return office
    .relate(source, 'chart', `/${folder}/charts/chart1.xml`)
    .part(
      `${folder}/charts/chart1.xml`,
      '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>',
      `${OPEN_XML}.drawingml.chart+xml`,
    )
    .relate(`${folder}/charts/chart1.xml`, 'package', `../embeddings/${name}`)
    .part(`${folder}/embeddings/${name}`, workbook);
};

const MICROSOFT = 'http://schemas.microsoft.com/office/2006/relationships';
/** [MS-OFFMACRO2] 2.2.1.2: the toolbars that a document of Word 2003 came with, in a binary structure of their own. */
export const attachToolbars = (
  document: OfficeBuilder,
  content = Buffer.from('ff12000000ff5100000000', 'hex'),
): OfficeBuilder =>
  document
    .part(
      'word/customizations.xml',
      `<wne:tcg xmlns:r="${RELATIONSHIPS}" xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml"><wne:toolbars><wne:toolbarData r:id="rId1"/></wne:toolbars></wne:tcg>`,
      'application/vnd.ms-word.keyMapCustomizations+xml',
    )
    .part('word/attachedToolbars.bin', content, 'application/vnd.ms-word.attachedToolbars')
    .relate('word/document.xml', `${MICROSOFT}/keyMapCustomizations`, 'customizations.xml')
    .relate('word/customizations.xml', `${MICROSOFT}/attachedToolbars`, 'attachedToolbars.bin');
