import type { PdfDictionary } from './dictionary.js';
import type { Decryption } from './encryption/decryption.js';

/** A stream whose content is looked at, as it stands in the file: an object stream, or an embedded file. */
export interface EncodedStream {
  readonly dictionary: PdfDictionary;
  readonly objectNumber: number;
  /** Undefined if it is larger than what is kept. */
  readonly body: Buffer | undefined;
  /** All readers begin it at the same byte. */
  readonly beginsPlainly: boolean;
  /** Of an encrypted document. */
  readonly decryption?: Decryption;
}
