import type { MediaType } from '../../inspection/media-type.js';
import { cursorReads } from '../../reading/range-cursor.js';
import { movieKind } from './movie.js';
import { scriptInStart } from '../any/script-polyglot.js';

/** ISO/IEC 14496-14, sound alone. */
export const m4a: MediaType = {
  mediaType: 'audio/mp4',
  aliases: ['audio/x-m4a', 'audio/m4a', 'audio/x-m4b'],
  mistakenFor: ['video/mp4'],
  extensions: ['m4a', 'm4b', 'mp4'],
  hasSignature: (head) => head.toString('latin1', 4, 8) === 'ftyp',
  checks: [movieKind('audio/mp4'), scriptInStart],
  reads: cursorReads,
};
