import type { Check } from '../check.js';
import { zipContents } from '../zip/contents.js';
import { zipEncryption } from '../zip/encryption.js';
import { zipExpansion } from '../zip/expansion.js';
import { zipLayout } from '../zip/layout.js';
import { zipNames } from '../zip/names.js';
import { activeParts } from './active-parts.js';
import { ddeLinks } from './dde-links.js';
import { embeddedWorkbooks } from './embedded-workbooks.js';
import { encryptedContainer } from './encrypted-container.js';
import { externalTargets } from './external-targets.js';
import { officeKind } from './main-part.js';
import { officeMethods } from './methods.js';
import { WORKBOOK, workbookChecks } from './workbook.js';

/** Far beyond what Office can still open. */
const EXPANSION = { maxEntries: 10_000, maxTotalBytes: 2 * 1024 ** 3 };

/** What the directory alone tells, then what a few ranges tell, then contents. */
const packageChecks = (mediaType: string, own: readonly Check[], embedded: Check): readonly Check[] => [
  zipEncryption,
  zipNames,
  officeMethods,
  zipExpansion(EXPANSION),
  zipLayout,
  officeKind(mediaType),
  activeParts,
  ddeLinks,
  externalTargets,
  ...own,
  embedded,
  zipContents,
];

/** An embedded workbook is held to the same as any other, but may embed nothing itself. */
const EMBEDDED_WORKBOOK: readonly Check[] = [
  encryptedContainer,
  ...packageChecks(WORKBOOK, workbookChecks, embeddedWorkbooks()),
];

export const officeChecks = (mediaType: string, own: readonly Check[]): readonly Check[] =>
  packageChecks(mediaType, own, embeddedWorkbooks(EMBEDDED_WORKBOOK));
