import { archiveContents } from '../archive/contents.js';
import { ARCHIVE_LIMITS } from '../archive/expansion.js';
import { archiveLinks } from '../archive/links.js';
import { nestedArchives } from '../archive/nested-archives.js';
import { portableNames } from '../archive/portable-names.js';
import { archivePrograms } from '../archive/programs.js';
import type { MediaType } from '../media-type.js';
import { zipEncryption } from '../zip/encryption.js';
import { zipExpansion } from '../zip/expansion.js';
import { zipLayout } from '../zip/layout.js';
import { zipNames } from '../zip/names.js';

/** PKWARE APPNOTE 6.3.10. One without entries is nothing but its end record. */
const SIGNATURES = ['PK\x03\x04', 'PK\x05\x06'];

export const zip: MediaType = {
  mediaType: 'application/zip',
  aliases: ['application/x-zip-compressed', 'application/x-zip'],
  extensions: ['zip'],
  disposition: 'attachment',
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
