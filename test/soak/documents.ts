import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What is uploaded: its bytes differ from those of every other upload, so that none can pass for another. */
export interface Document {
  readonly bytes: Buffer;
  readonly isGood: boolean;
}

export class Documents {
  private constructor(private readonly pdf: Buffer) {}

  static async load(): Promise<Documents> {
    const directory = dirname(createRequire(import.meta.url).resolve('pdf-parse/package.json'));
    return new Documents(await readFile(join(directory, 'test/data/04-valid.pdf')));
  }

  /** A genuine document with a comment before its end, where readers skip it. */
  good(number: number): Document {
    const end = this.pdf.lastIndexOf('startxref');
    const comment = Buffer.from(`%upload ${String(number).padStart(8, '0')}\n`);
    return {
      bytes: Buffer.concat([this.pdf.subarray(0, end), comment, this.pdf.subarray(end)]),
      isGood: true,
    };
  }

  /** An executable of the same length, under the same name. */
  bad(number: number): Document {
    const bytes = Buffer.alloc(this.good(number).bytes.length);
    bytes.write('MZ');
    bytes.writeUInt32LE(128, 0x3c);
    bytes.write('This program cannot be run in DOS mode.\r\r\n$', 78);
    bytes.write('PE\0\0', 128);
    bytes.writeUInt32LE(number, 132);
    return { bytes, isGood: false };
  }
}
