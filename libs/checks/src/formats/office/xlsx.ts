import { WORKBOOK, workbookChecks } from './workbook.js';
import { officeType } from './office-type.js';

/** ECMA-376, SpreadsheetML workbook. */
export const xlsx = officeType({
  mediaType: WORKBOOK,
  predecessor: 'application/vnd.ms-excel',
  extensions: ['xlsx'],
  checks: workbookChecks,
});
