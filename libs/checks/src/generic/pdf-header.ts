import { OK, refuse, type Check } from '../check.js';

/** ISO 32000-1, Annex H.3.4.1 (implementation note 13): readers look for the header in the first 1,024 bytes. */
const SEARCHED_BYTES = 1024;
const HEADER = /%PDF-[0-9]\.[0-9]/;

/** Something else that also opens as a PDF. Reads the head only. */
export const pdfHeader: Check = {
  name: 'pdf-polyglot',
  run({ reader }) {
    const start = reader.head.subarray(0, SEARCHED_BYTES + 8).toString('latin1');
    return HEADER.test(start) ? refuse('polyglot', 'also carries the header of a PDF') : OK;
  },
};
