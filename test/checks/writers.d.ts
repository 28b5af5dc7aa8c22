declare module 'xlsx-populate' {
  interface Workbook {
    sheet(index: number): { cell(address: string): { value(value: unknown): unknown } };
    outputAsync(options?: { password?: string }): Promise<Buffer>;
  }
  const XlsxPopulate: { fromBlankAsync(): Promise<Workbook> };
  export default XlsxPopulate;
}

declare module 'officegen' {
  import type { Writable } from 'node:stream';
  interface Document {
    createP(): { addText(text: string): void };
    makeNewSlide(): {
      addText(text: string): void;
      addChart(chart: unknown, done: () => void, failed: (error: Error) => void): void;
    };
    makeNewSheet(): { data: unknown[][] };
    generate(
      output: Writable,
      options?: { finalize?: (bytes: number) => void; error?: (error: Error) => void },
    ): void;
  }
  export default function officegen(type: 'docx' | 'pptx' | 'xlsx'): Document;
}

declare module 'yazl' {
  import type { Readable } from 'node:stream';
  export class ZipFile {
    readonly outputStream: Readable;
    addBuffer(
      bytes: Buffer,
      name: string,
      options?: { compress?: boolean; forceZip64Format?: boolean },
    ): void;
    addReadStream(
      stream: Readable,
      name: string,
      options?: { compress?: boolean; forceZip64Format?: boolean },
    ): void;
    end(options?: { forceZip64Format?: boolean; comment?: string }): void;
  }
}
