import { createHash } from 'node:crypto';

/** The most work that somebody found for its size, of one kind. */
export interface WorstFile {
  readonly name: string;
  readonly contentType: string;
  /** Made whenever they are asked for: all of them together are some hundred MiB. */
  readonly bytes: Buffer;
}

export const KIB = 1024;
export const MIB = 1024 * KIB;

export const worst = (contentType: string, name: string, make: () => Buffer): WorstFile => ({
  name,
  contentType,
  get bytes() {
    return make();
  },
});

/** The piece again and again, up to so many bytes. */
export const filled = (bytes: number, piece: Buffer | string): Buffer =>
  Buffer.alloc(Math.floor(bytes / piece.length) * piece.length, piece);
/** That many, each made by its number. */
export const listed = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('');

/** Behind the piece a comment that hardly deflates: so it stays below what makes a bomb, and somebody must look into it. */
export function salted(xml: string): string {
  const bytes = xml.length / 400;
  const noise = Array.from({ length: bytes / 40 + 1 }, (_, at) =>
    createHash('sha256').update(`${at}`).digest('base64').slice(0, 40),
  );
  return `${xml}<!--${noise.join('')}-->`;
}
