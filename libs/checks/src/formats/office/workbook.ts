import type { Check } from '../../inspection/check.js';
import { connections } from './excel-connections.js';
import { formulas } from './excel-formulas.js';
import { mainXml } from './office-main-part.js';

export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What is asked of a workbook alone, embedded or not. */
export const workbookChecks: readonly Check[] = [mainXml('workbook'), connections, formulas];
