import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPython } from '../../../tools/localstack/python.js';
import { virtualEnvironment } from '../../../tools/localstack/virtual-environment.js';

const run = promisify(execFile);
const HERE = import.meta.dirname;
/** Of what the readers say. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** What a reader saw in a document that could do something. */
export interface Sighting {
  readonly name: string;
  readonly reader: string;
  readonly seen: readonly string[];
}

/** PDFium, which is in Chrome, pdf.js, which is in Firefox, and qpdf. */
export class Readers {
  private constructor(private readonly python: string) {}

  /** @throws Error where there is no Python, or no registry to install them from */
  static async install(): Promise<Readers> {
    const python = await findPython(process.env);
    return new Readers(await virtualEnvironment(python, () => undefined, join(HERE, 'requirements.txt')));
  }

  /** What any of them sees, which is nothing in most. */
  async look(documents: ReadonlyMap<string, Buffer>): Promise<Sighting[]> {
    const directory = await mkdtemp(join(tmpdir(), 'airlock-pdf-'));
    try {
      const names = [...documents.keys()];
      for (const [index, bytes] of [...documents.values()].entries())
        await writeFile(join(directory, `${index}.pdf`), bytes);
      const options = { maxBuffer: MAX_OUTPUT_BYTES };
      const outputs = await Promise.all([
        run(this.python, [join(HERE, 'pdfium-and-qpdf.py'), directory], options),
        run(process.execPath, [join(HERE, 'pdfjs.mjs'), directory], options),
      ]);
      const lines = outputs.flatMap(({ stdout }) => stdout.trim().split('\n'));
      if (lines.length !== 3 * names.length) throw new Error('a reader did not look at every document');
      return lines
        .map((line) => JSON.parse(line) as { file: string; reader: string; seen: string[] })
        .filter(({ seen }) => seen.length > 0)
        .map(({ file, reader, seen }) => ({ name: names[parseInt(file, 10)] ?? file, reader, seen }));
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
}
