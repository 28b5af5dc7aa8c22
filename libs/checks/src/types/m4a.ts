import type { MediaType } from '../media-type.js';
import { cursorReads } from '../media/cursor.js';
import { movieKind } from '../media/mp4/kind.js';

/** ISO/IEC 14496-14, sound alone. */
export const m4a: MediaType = {
  mediaType: 'audio/mp4',
  aliases: ['audio/x-m4a', 'audio/m4a', 'audio/x-m4b'],
  extensions: ['m4a', 'm4b', 'mp4'],
  disposition: 'inline',
  hasSignature: (head) => head.toString('latin1', 4, 8) === 'ftyp',
  checks: [movieKind('audio/mp4')],
  reads: cursorReads,
};
