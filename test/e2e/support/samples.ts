import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const shipped = (name: string, path: string): Promise<Buffer> =>
  readFile(join(dirname(require.resolve(`${name}/package.json`)), path));

export const PDF = 'application/pdf';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Genuine documents that devDependencies ship. */
export const genuinePdf = (): Promise<Buffer> => shipped('pdf-parse', 'test/data/04-valid.pdf');
export const genuineDocx = (): Promise<Buffer> => shipped('mammoth', 'test/test-data/single-paragraph.docx');

/** The first bytes of a Linux executable, and enough of it to be one. */
export const executable = (): Buffer => {
  const elf = Buffer.alloc(4096);
  elf.write('\x7fELF\x02\x01\x01', 'latin1');
  elf.writeUInt16LE(2, 16);
  elf.writeUInt16LE(62, 18);
  return elf;
};

export const htmlPage = (): Buffer => Buffer.from('<!DOCTYPE html><script>alert(document.domain)</script>');
