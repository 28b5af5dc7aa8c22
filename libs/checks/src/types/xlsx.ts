import { WORKBOOK, workbookChecks } from '../ooxml/workbook.js';
import { officeType } from '../ooxml/office-type.js';

/** ECMA-376, SpreadsheetML workbook. */
export const xlsx = officeType({
  mediaType: WORKBOOK,
  extensions: ['xlsx'],
  checks: workbookChecks,
});
