import { beforeAll, describe, expect, it } from '@jest/globals';
import { pdfAttacks } from './attacks/pdf.js';
import { genuinePdf } from './genuine/pdf.js';
import { inspect } from './inspect.js';
import { PDF } from './pdf-builder.js';
import { Readers } from './pdf-readers/readers.js';
import { variations } from './pdf-readers/variations.js';

let readers: Readers | undefined;
beforeAll(async () => {
  readers = await Readers.install().catch((reason: unknown) => {
    process.stderr.write(`No other readers of PDFs, so they are not asked: ${String(reason)}\n`);
    return undefined;
  });
});

const SEEN: ReadonlySet<string> = new Set(['form-script', 'attachment']);
/** Without those of which a warning says what readers see: that there are scripts and files, not what these do. */
async function accepted(documents: Iterable<[string, Buffer]>): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const [name, bytes] of documents) {
    const { result } = await inspect(bytes, PDF, { policy: { allow: ['damaged'] } });
    if ('rejection' in result || result.warnings.some(({ code }) => SEEN.has(code))) continue;
    found.set(name, bytes);
  }
  return found;
}

/** Larger ones take long. */
const MAX_DAMAGED_BYTES = 300_000;
const LAST_START_OF_XREF = /startxref\s+\d+(?![^]*startxref)/;
const damages: Readonly<Record<string, (document: string) => string>> = {
  'an end that leads into the header': (text) => text.replace(LAST_START_OF_XREF, 'startxref\n7'),
  'an end that leads nowhere': (text) => text.replace(LAST_START_OF_XREF, 'startxref\n99999999'),
  'an end that leads to nothing at all': (text) => text.replace(LAST_START_OF_XREF, ''),
  'tables that are none': (text) => text.replace(/\nxref\n/g, '\nxxxx\n'),
};

function* damaged(documents: Iterable<[string, Buffer]>): Iterable<[string, Buffer]> {
  for (const [name, bytes] of documents)
    if (bytes.length <= MAX_DAMAGED_BYTES)
      for (const [damage, change] of Object.entries(damages))
        yield [`${name}, with ${damage}`, Buffer.from(change(bytes.toString('latin1')), 'latin1')];
}

const samples = [...genuinePdf, ...pdfAttacks];

describe('what is accepted as a PDF', () => {
  it('does nothing in PDFium, pdf.js and qpdf: the samples', async () => {
    const documents: [string, Buffer][] = [];
    for (const sample of samples) documents.push([sample.name, await sample.bytes()]);
    const found = await accepted(documents);
    expect(found.size).toBeGreaterThan(30);
    expect((await readers?.look(found)) ?? []).toEqual([]);
  });

  it('does nothing in PDFium, pdf.js and qpdf: bytes that are white space to some, and spellings of names', async () => {
    const found = await accepted(variations());
    expect(found.size).toBeGreaterThan(30);
    expect((await readers?.look(found)) ?? []).toEqual([]);
  });

  it('does nothing in PDFium, pdf.js and qpdf: documents that they have to repair', async () => {
    const documents: [string, Buffer][] = [];
    for (const sample of samples) documents.push([sample.name, await sample.bytes()]);
    for (const [index, variation] of [...variations()].entries())
      if (index % 6 === 0) documents.push(variation);
    const found = await accepted(damaged(documents));
    expect(found.size).toBeGreaterThan(100);
    expect((await readers?.look(found)) ?? []).toEqual([]);
  });

  it('is asked of readers that see what there is', async () => {
    if (readers === undefined) return;
    const hostile = new Map<string, Buffer>();
    for (const [name, bytes] of variations())
      if (name.endsWith(': 32 in all places')) hostile.set(name, bytes);
    const seen = await readers.look(hostile);
    expect(new Set(seen.map(({ reader }) => reader))).toEqual(new Set(['PDFium', 'pdf.js', 'qpdf']));
    expect(new Set(seen.map(({ name }) => name))).toEqual(new Set(hostile.keys()));
  });
});
