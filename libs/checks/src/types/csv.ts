import { CsvFormulas } from '../text/csv-formulas.js';
import { textType } from '../text/text-type.js';

/** RFC 4180. */
export const csv = textType({
  mediaType: 'text/csv',
  aliases: ['application/csv', 'text/x-csv', 'text/comma-separated-values'],
  extensions: ['csv', 'tsv', 'txt'],
  check: 'csv-content',
  readerOf: () => new CsvFormulas(),
});
