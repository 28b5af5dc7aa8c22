import type { Check } from '../../inspection/check.js';
import { zipContents } from '../zip/zip-contents.js';
import { zipEncryption } from '../zip/zip-encryption.js';
import { zipExpansion } from '../zip/zip-expansion.js';
import { zipLayout } from '../zip/zip-layout.js';
import { zipNames } from '../zip/zip-names.js';
import { foreignPackage } from './office-polyglot.js';
import { addresses } from './office-addresses.js';
import { activeParts } from './office-active-parts.js';
import { ddeLinks } from './excel-dde-links.js';
import { embeddedWorkbooks } from './office-embedded-workbooks.js';
import { encryptedContainer } from './office-encryption.js';
import { externalTargets } from './office-external-targets.js';
import { officeKind } from './office-kind.js';
import { officeMethods } from './office-methods.js';
import { partContents } from './office-part-contents.js';
import { references } from './office-references.js';
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
  foreignPackage,
  activeParts,
  ddeLinks,
  externalTargets,
  ...own,
  partContents,
  references,
  addresses,
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
