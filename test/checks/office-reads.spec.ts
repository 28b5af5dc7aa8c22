import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { FIRST_READ_BYTES } from '#checks';
import { inspect } from './inspect.js';
import { aDocument, aPresentation, OfficeBuilder, withChart, aWorkbook, wordXml } from './office-builder.js';
import { DOCX, PPTX, XLSX } from './sample.js';

const MIB = 1024 * 1024;
/** What does not compress: a photo. */
const photo = (bytes: number): Buffer => randomBytes(bytes);

async function cost(office: OfficeBuilder, contentType: string) {
  const bytes = office.bytes();
  const { result, source } = await inspect(bytes, contentType);
  const read = source.requests.reduce((sum, { length }) => sum + length, 0);
  return { result, size: bytes.length, requests: source.requests.length, bytes: read };
}

/** A deck as writers that save slide by slide leave it: a photo between every two slides. */
function aDeck(slides: number, photoBytes: number): OfficeBuilder {
  const deck = aPresentation();
  for (let i = 2; i <= slides; i++)
    deck
      .part(`ppt/media/image${i}.png`, photo(photoBytes), undefined, { method: 0 })
      .part(`ppt/slides/slide${i}.xml`, '<sld/>', deck.overrides.get('ppt/slides/slide1.xml'))
      .part(
        `ppt/slides/_rels/slide${i}.xml.rels`,
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
      );
  return deck;
}

describe('what is read of an Office file', () => {
  it('is the first read alone when it is small', async () => {
    const { result, requests } = await cost(aDocument(), DOCX);
    expect(result).toMatchObject({ contentType: DOCX });
    expect(requests).toBe(0);
  });

  it('is its tail beside the first read, however many photos lie between', async () => {
    const document = aDocument().part('word/media/image1.png', photo(8 * MIB), undefined, { method: 0 });
    const { result, requests, bytes } = await cost(document, DOCX);
    expect(result).toMatchObject({ contentType: DOCX });
    expect({ requests, isTailOnly: bytes < FIRST_READ_BYTES }).toEqual({ requests: 1, isTailOnly: true });
  });

  it('is a few ranges more when its parts come last', async () => {
    const document = new OfficeBuilder().part('word/media/image1.png', photo(8 * MIB), undefined, {
      method: 0,
    });
    const { relationships, parts, overrides } = aDocument();
    for (const [source, all] of relationships) document.relationships.set(source, all);
    for (const [name, part] of parts) document.parts.set(name, part);
    for (const [name, type] of overrides) document.overrides.set(name, type);
    document.part('word/media/image2.png', photo(MIB), undefined, { method: 0 });
    const { result, requests, bytes } = await cost(document, DOCX);
    expect(result).toMatchObject({ contentType: DOCX });
    expect(requests).toBeLessThanOrEqual(4);
    expect(bytes).toBeLessThan(MIB);
  });

  it('stays within a few requests when a hundred slides lie far apart', async () => {
    const { result, requests, size, bytes } = await cost(aDeck(100, 150_000), PPTX);
    expect(result).toMatchObject({ contentType: PPTX });
    expect(requests).toBeLessThanOrEqual(10);
    expect(bytes).toBeLessThan(size * 1.2);
  });

  it('is a long text once, in one request', async () => {
    const paragraphs = Array.from(
      { length: 4000 },
      () => `<w:p><w:r><w:t>${randomBytes(300).toString('hex')}</w:t></w:r></w:p>`,
    );
    const document = aDocument().part('word/document.xml', wordXml(paragraphs.join('')));
    const { result, requests, size, bytes } = await cost(document, DOCX);
    expect(result).toMatchObject({ contentType: DOCX });
    expect(requests).toBe(2);
    expect(bytes).toBeLessThanOrEqual(size);
  });

  it('includes the workbook behind a chart, wherever it lies', async () => {
    const deck = withChart(aDeck(20, 100_000), 'ppt/slides/slide1.xml', aWorkbook().bytes());
    const { result, requests } = await cost(deck, PPTX);
    expect(result).toMatchObject({ contentType: PPTX });
    expect(requests).toBeLessThanOrEqual(10);
  });

  it('is the beginning of each of several large sheets', async () => {
    const book = aWorkbook();
    for (let i = 2; i <= 7; i++)
      book
        .part(`xl/worksheets/sheet${i}.xml`, `<worksheet>${photo(MIB).toString('hex')}</worksheet>`)
        .overrides.set(`xl/worksheets/sheet${i}.xml`, book.overrides.get('xl/worksheets/sheet1.xml')!);
    const { result, requests, bytes } = await cost(book, XLSX);
    expect(result).toMatchObject({ contentType: XLSX });
    expect(requests).toBeLessThanOrEqual(8);
    expect(bytes).toBeLessThan(MIB / 4);
  });

  it('is all of a sheet with links, once', async () => {
    const rows = photo(MIB).toString('hex');
    const sheet = `<worksheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${rows}<hyperlink r:id="rId1"/></worksheet>`;
    const book = aWorkbook()
      .part('xl/worksheets/sheet1.xml', sheet)
      .relate('xl/worksheets/sheet1.xml', 'hyperlink', 'https://example.com/', 'External');
    const { result, requests, size, bytes } = await cost(book, XLSX);
    expect(result).toMatchObject({ contentType: XLSX });
    expect(requests).toBe(2);
    expect(bytes).toBeLessThanOrEqual(size);
  });

  it('is refused unread past the budget of the policy', async () => {
    const bytes = aDeck(20, 100_000).bytes();
    const policy = { reads: { requests: 1, bytes: MIB } };
    const { result } = await inspect(bytes, PPTX, { policy });
    expect(result).toMatchObject({ rejection: { code: 'unverifiable' } });
  });

  it('finds a macro and a link that lie beyond the first read', async () => {
    const document = aDocument().part('word/media/image1.png', photo(MIB), undefined, { method: 0 });
    const macro = document
      .part('word/vbaProject.bin', 'x')
      .part('word/media/image2.png', photo(MIB), undefined, { method: 0 });
    expect((await cost(macro, DOCX)).result).toMatchObject({ rejection: { code: 'macro' } });
  });
});
