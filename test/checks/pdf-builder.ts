import { deflateSync } from 'node:zlib';

export const PDF = 'application/pdf';

/** What an object is: `<< … >>`, an array, a string. In latin1. */
export type PdfBody = string | Buffer;

const latin1 = (text: PdfBody): Buffer => (typeof text === 'string' ? Buffer.from(text, 'latin1') : text);

/** A PDF as a writer would lay it out, with a page and nothing on it; every part of it can be bent. Object 1 is the catalog, 3 the page. */
export class PdfBuilder {
  header = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  /** Entries of the catalog, the page, the trailer. */
  catalogType = '/Type /Catalog';
  catalog = '';
  page = '';
  trailer = '';
  /** Bytes between the last object and the xref. */
  beforeXref: PdfBody = '';
  afterEnd: PdfBody = '\n';
  xref: 'table' | 'stream' = 'table';
  /** Repeated before each update. */
  updateHeader = '';
  private readonly objects: Buffer[] = [];
  private readonly updates: string[] = [];
  private count = 3;

  with(change: (pdf: this) => unknown): this {
    change(this);
    return this;
  }

  /** The number that the next object gets. */
  get next(): number {
    return this.count + 1;
  }

  add(body: PdfBody): number {
    this.count += 1;
    this.raw(Buffer.concat([latin1(`${this.count} 0 obj\n`), latin1(body), latin1('\nendobj\n')]));
    return this.count;
  }

  addStream(entries: string, content: PdfBody, length = `${latin1(content).length}`): number {
    return this.add(streamObject(`${entries} /Length ${length}`, content));
  }

  /** Objects of an object stream, deflated; further options bend it. */
  addObjectStream(...bodies: string[]): number {
    const { entries, content } = objectStream(this.next + 1, bodies);
    const number = this.addStream(`${entries} /Filter /FlateDecode`, deflateSync(content));
    this.count += bodies.length;
    return number;
  }

  /** Bytes between two objects. */
  raw(bytes: PdfBody): void {
    this.objects.push(latin1(bytes));
  }

  /** An incremental update that says anew what an object is. */
  update(number: number, body: string): void {
    this.updates.push(`${number} 0 obj\n${body}\nendobj\n`);
  }

  bytes(): Buffer {
    const objects = [
      latin1(`1 0 obj\n<< ${this.catalogType} /Pages 2 0 R ${this.catalog} >>\nendobj\n`),
      latin1('2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n'),
      latin1(`3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] ${this.page} >>\nendobj\n`),
      ...this.objects,
    ];
    let file: Buffer = Buffer.concat([latin1(this.header), ...objects, latin1(this.beforeXref)]);
    file = this.end(file, `/Size ${this.count + 1} /Root 1 0 R ${this.trailer}`);
    for (const update of this.updates) {
      const previous = file.lastIndexOf('\nxref') + 1;
      file = Buffer.concat([file, latin1(`\n${this.updateHeader}`), latin1(update)]);
      file = this.end(file, `/Size ${this.count + 1} /Root 1 0 R /Prev ${previous}`);
    }
    return Buffer.concat([file, latin1(this.afterEnd)]);
  }

  private end(file: Buffer, trailer: string): Buffer {
    const xref =
      this.xref === 'table'
        ? latin1(`${table(file)}trailer\n<< ${trailer} >>\n`)
        : latin1(`${this.count + 1} 0 obj\n${xrefStream(file, trailer)}\nendobj\n`);
    return Buffer.concat([file, latin1('\n'), xref, latin1(`startxref\n${file.length + 1}\n%%EOF`)]);
  }
}

export const aPdf = (change: (pdf: PdfBuilder) => unknown = () => undefined): PdfBuilder =>
  new PdfBuilder().with(change);

export function streamObject(entries: string, content: PdfBody): Buffer {
  return Buffer.concat([latin1(`<< ${entries} >>\nstream\n`), latin1(content), latin1('\nendstream')]);
}

/** Entries and content of an object stream that holds these, numbered from `first` on. */
export function objectStream(first: number, bodies: readonly string[]): { entries: string; content: Buffer } {
  let offset = 0;
  const directory = bodies.map((body, index) => {
    const pair = `${first + index} ${offset}`;
    offset += body.length + 1;
    return pair;
  });
  const head = `${directory.join(' ')}\n`;
  return {
    entries: `/Type /ObjStm /N ${bodies.length} /First ${head.length}`,
    content: latin1(`${head}${bodies.join('\n')}\n`),
  };
}

interface Offset {
  readonly number: string;
  readonly offset: number;
}

function offsets(file: Buffer): Offset[] {
  return [...file.toString('latin1').matchAll(/(?<=\n)(\d+) 0 obj/g)].map(({ 1: number = '', index }) => ({
    number,
    offset: index,
  }));
}

/** A subsection for every object. */
function table(file: Buffer): string {
  const entries = offsets(file).map(
    ({ number, offset }) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`,
  );
  return `xref\n0 1\n0000000000 65535 f \n${entries.join('')}`;
}

function xrefStream(file: Buffer, trailer: string): string {
  const listed = offsets(file);
  const entries = Buffer.alloc(5 * listed.length);
  listed.forEach(({ offset }, index) => {
    entries.writeUInt8(1, 5 * index);
    entries.writeUInt32BE(offset, 5 * index + 1);
  });
  const index = listed.map(({ number }) => `${number} 1`).join(' ');
  const data = deflateSync(entries).toString('latin1');
  return `<< /Type /XRef /W [1 4 0] /Index [${index}] /Filter /FlateDecode /Length ${data.length} ${trailer} >>\nstream\n${data}\nendstream`;
}
