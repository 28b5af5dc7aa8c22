import type { Check } from '../../inspection/check.js';
import type { MediaType } from '../../inspection/media-type.js';
import { isCompoundFile } from '../ole/compound-file.js';
import { encryptedContainer, unlessEncrypted } from './office-encryption.js';
import { officeChecks } from './office-checks.js';

interface OfficeType {
  readonly mediaType: string;
  /** The format that it replaced: some systems know no other name. */
  readonly predecessor: string;
  readonly extensions: readonly string[];
  /** Of this kind of Office file alone. */
  readonly checks: readonly Check[];
}

/** They are ZIPs, and that is all that a system without Office sees. */
const ZIP_NAMES = ['application/zip', 'application/x-zip-compressed', 'application/x-zip'];

/** What every Office Open XML type has in common. */
export function officeType({ mediaType, predecessor, extensions, checks }: OfficeType): MediaType {
  return {
    mediaType,
    mistakenFor: [predecessor, ...ZIP_NAMES],
    extensions,
    hasSignature: (head) => head.subarray(0, 4).toString('latin1') === 'PK\x03\x04' || isCompoundFile(head),
    mayCarry: ['zip-end-record'],
    checks: [encryptedContainer, ...officeChecks(mediaType, checks).map(unlessEncrypted)],
    // The tail, the directory, local headers, relationships, the parts' first bytes, stories, slides, sheets and embedded
    // workbooks, each in a few ranges.
    reads: (size) => ({ requests: 48, bytes: 2 * size }),
  };
}
