import type { MediaType } from '../media-type.js';
import { cursorReads } from '../media/cursor.js';
import { oggPages } from '../media/ogg/pages.js';

/** RFC 3533 and RFC 5334. */
export const ogv: MediaType = {
  mediaType: 'video/ogg',
  extensions: ['ogv', 'ogg'],
  disposition: 'inline',
  hasSignature: (head) => head.toString('latin1', 0, 4) === 'OggS',
  checks: [oggPages('video/ogg')],
  reads: cursorReads,
};
