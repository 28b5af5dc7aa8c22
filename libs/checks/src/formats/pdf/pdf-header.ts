import { OK, refuse, type Check } from '../../inspection/check.js';

const HEADER = /^%PDF-(?:1\.[0-7]|2\.0)(?![0-9.A-Za-z])/;
/**
 * White space and comments, up to the first object: `1 0 obj`. The line of high bytes behind the version, which tells
 * transports that the file is binary, should be a comment; some writers leave out its `%`.
 */
const PREAMBLE =
  /^%[^\n\r]*[\n\r]+(?:[\x80-\xff]{1,16}[\n\r])?(?:[\0\t\n\f\r ]|%[^\n\r]*[\n\r])*\d{1,10}[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![0-9A-Za-z])/;
const MARKUP = /<(?:!doctype|html|head|body|script|svg|iframe|\?php|%|hta:)/i;

/**
 * ISO 32000-2, 7.5.2: the first line is the version, at offset 0 although readers forgive bytes before it; then comes
 * the first object, after nothing but comments. Reads the head only.
 */
export const pdfHeader: Check = {
  name: 'pdf-header',
  reads: 'the head',
  codes: ['malformed', 'polyglot', 'truncated'],
  run({ reader }) {
    const head = reader.head.toString('latin1');
    if (!HEADER.test(head)) return refuse('malformed', 'The PDF does not begin with a version of PDF.');
    const preamble = PREAMBLE.exec(head)?.[0];
    if (preamble === undefined)
      return reader.size > head.length || /\bobj\b/.test(head)
        ? refuse('malformed', 'The PDF has something other than objects behind its header.')
        : refuse('truncated', 'The PDF ends before its first object.');
    return MARKUP.test(preamble) ? refuse('polyglot', 'The PDF has markup behind its header.') : OK;
  },
};
