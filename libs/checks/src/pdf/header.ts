import { OK, refuse, type Check } from '../check.js';

const HEADER = /^%PDF-(?:1\.[0-7]|2\.0)(?![0-9.A-Za-z])/;
/** White space and comments, up to the first object: `1 0 obj`. */
const PREAMBLE =
  /^(?:[\0\t\n\f\r ]|%[^\n\r]*[\n\r])*\d{1,10}[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![0-9A-Za-z])/;
const MARKUP = /<(?:!doctype|html|head|body|script|svg|iframe|\?php|%|hta:)/i;

/** Formats that are told by bytes further in, so that a PDF header does not stop them: POSIX tar, DICOM PS3.10 7.1. */
const TOLD_FURTHER_IN = [
  { name: 'a tar archive', offset: 257, magic: 'ustar' },
  { name: 'a DICOM file', offset: 128, magic: 'DICM' },
] as const;

/**
 * ISO 32000-2, 7.5.2: the first line is the version, at offset 0 although readers forgive bytes before it; then comes
 * the first object, after nothing but comments. Reads the head only.
 */
export const pdfHeader: Check = {
  name: 'pdf-header',
  run({ reader }) {
    const head = reader.head.toString('latin1');
    if (!HEADER.test(head)) return refuse('malformed', 'does not begin with a version of PDF');
    const preamble = PREAMBLE.exec(head)?.[0];
    if (preamble === undefined)
      return reader.size > head.length || /\bobj\b/.test(head)
        ? refuse('malformed', 'has something other than objects behind its header')
        : refuse('truncated', 'ends before its first object');
    if (MARKUP.test(preamble)) return refuse('polyglot', 'has markup behind its header');
    const other = TOLD_FURTHER_IN.find(({ offset, magic }) => head.startsWith(magic, offset));
    return other === undefined ? OK : refuse('polyglot', `is also ${other.name}`);
  },
};
