import type { MediaType } from '../media-type.js';
import { cursorReads } from '../media/cursor.js';
import { movieKind } from '../media/mp4/kind.js';

/** ISO/IEC 14496-14. */
export const mp4: MediaType = {
  mediaType: 'video/mp4',
  aliases: ['video/x-m4v', 'application/mp4'],
  extensions: ['mp4', 'm4v'],
  disposition: 'inline',
  hasSignature: (head) => head.toString('latin1', 4, 8) === 'ftyp',
  checks: [movieKind('video/mp4')],
  reads: cursorReads,
};
