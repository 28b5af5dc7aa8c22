import { archiveContents } from './archive-contents.js';
import { ARCHIVE_LIMITS } from './expansion.js';
import { archiveLinks } from './archive-links.js';
import { nestedArchives } from './archive-nesting.js';
import { portableNames } from './archive-device-names.js';
import { archivePrograms } from './archive-programs.js';
import type { MediaType } from '../../inspection/media-type.js';
import { zipEncryption } from '../zip/zip-encryption.js';
import { zipExpansion } from '../zip/zip-expansion.js';
import { zipLayout } from '../zip/zip-layout.js';
import { zipNames } from '../zip/zip-names.js';

/** PKWARE APPNOTE 6.3.10. One without entries is nothing but its end record. */
const SIGNATURES = ['PK\x03\x04', 'PK\x05\x06'];

export const zip: MediaType = {
  mediaType: 'application/zip',
  aliases: ['application/x-zip-compressed', 'application/x-zip'],
  mistakenFor: ['multipart/x-zip', 'application/x-compressed'],
  extensions: ['zip'],
  hasSignature: (head) => SIGNATURES.includes(head.subarray(0, 4).toString('latin1')),
  // A PDF that is its first entry, stored, has its header where a PDF may have it.
  mayCarry: ['zip-end-record', 'pdf-header'],
  checks: [
    zipEncryption,
    zipNames,
    portableNames,
    zipExpansion(ARCHIVE_LIMITS),
    zipLayout,
    archiveLinks,
    nestedArchives(ARCHIVE_LIMITS),
    archivePrograms,
    archiveContents,
  ],
  // The tail, the directory, local headers, links, and the archives inside, of which each may take a few.
  reads: (size) => ({ requests: 64, bytes: 3 * size }),
};
