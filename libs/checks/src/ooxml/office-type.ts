import type { Check } from '../check.js';
import type { MediaType } from '../media-type.js';
import { isCompoundFile } from '../ole/compound-file.js';
import { encryptedContainer, unlessEncrypted } from './encrypted-container.js';
import { officeChecks } from './office-checks.js';

interface OfficeType {
  readonly mediaType: string;
  readonly extensions: readonly string[];
  /** Of this kind of Office file alone. */
  readonly checks: readonly Check[];
}

/** What every Office Open XML type has in common. */
export function officeType({ mediaType, extensions, checks }: OfficeType): MediaType {
  return {
    mediaType,
    extensions,
    disposition: 'attachment',
    hasSignature: (head) => head.subarray(0, 4).toString('latin1') === 'PK\x03\x04' || isCompoundFile(head),
    mayCarry: ['zip-end-record'],
    checks: [encryptedContainer, ...officeChecks(mediaType, checks).map(unlessEncrypted)],
    // The tail, the directory, local headers, relationships, stories and embedded workbooks, each in a few ranges.
    reads: (size) => ({ requests: 32, bytes: 2 * size }),
  };
}
