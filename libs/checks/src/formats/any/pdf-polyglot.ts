import { OK, refuse, type Check } from '../../inspection/check.js';

/**
 * ISO 32000-1, Annex H.3.4.1 (implementation note 13): readers look for the header in the first 1,024 bytes, some for one
 * that begins there, with its version. Most ask for no version; Acrobat takes PostScript's form of the header as well.
 */
const SEARCHED_BYTES = 1032;
const HEADER = /%PDF|%!PS-Adobe-[0-9]\.[0-9] PDF/;

/** Something else that also opens as a PDF. Reads the head only. */
export const pdfHeader: Check = {
  name: 'pdf-polyglot',
  reads: 'the head',
  codes: ['polyglot'],
  run({ reader }) {
    const start = reader.head.subarray(0, SEARCHED_BYTES).toString('latin1');
    return HEADER.test(start) ? refuse('polyglot', 'The file also carries the header of a PDF.') : OK;
  },
};
