import type { PdfDictionary } from '../dictionary.js';
import type { Evidence } from '../evidence.js';

/** Where a dictionary stands. */
export interface Place {
  /** Of a dictionary that is a whole object; 0 if it is not known. */
  readonly objectNumber?: number;
  /** The object that a dictionary stands in that is not all of it. */
  readonly within?: number;
  /** It is followed by a stream. */
  readonly isStream: boolean;
  readonly isTrailer: boolean;
  /** It stands within a string, a stream or a comment: a text about PDF, or something hidden. */
  readonly isWithinAnother: boolean;
}

/** One question about one dictionary. */
export type Rule = (dictionary: PdfDictionary, place: Place, evidence: Evidence) => void;
