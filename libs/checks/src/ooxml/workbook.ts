import type { Check } from '../check.js';
import { connections } from './connections.js';
import { mainXml } from './main-xml.js';

export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What is asked of a workbook alone, embedded or not. */
export const workbookChecks: readonly Check[] = [mainXml('workbook'), connections];
