import type { MediaType } from '../../inspection/media-type.js';
import { cursorReads } from '../../reading/range-cursor.js';
import { movieKind } from './movie.js';
import { scriptInStart } from '../any/script-polyglot.js';

/** ISO/IEC 14496-14. */
export const mp4: MediaType = {
  mediaType: 'video/mp4',
  aliases: ['video/x-m4v', 'application/mp4'],
  extensions: ['mp4', 'm4v'],
  hasSignature: (head) => head.toString('latin1', 4, 8) === 'ftyp',
  checks: [movieKind('video/mp4'), scriptInStart],
  reads: cursorReads,
};
