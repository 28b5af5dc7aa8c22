import { CsvFormulas } from './csv-formulas.js';
import { textType } from '../text/text-type.js';

/** RFC 4180. */
export const csv = textType({
  mediaType: 'text/csv',
  aliases: ['application/csv', 'text/x-csv', 'text/comma-separated-values'],
  // Windows, where Excel is installed; and a text without a name of its own.
  mistakenFor: ['application/vnd.ms-excel', 'text/plain', 'text/tab-separated-values', 'application/x-csv'],
  extensions: ['csv', 'tsv', 'txt'],
  check: 'csv-content',
  readerOf: () => new CsvFormulas(),
  mayBeInCodePage: true,
});
