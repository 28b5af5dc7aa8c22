import type { MediaType } from '../../inspection/media-type.js';
import { cursorReads } from '../../reading/range-cursor.js';
import { movieKind } from './movie.js';
import { scriptInStart } from '../any/script-polyglot.js';

/** What an old one begins with, which has no type of its own. */
const FIRST_BOXES = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];

/** Apple, QuickTime File Format. */
export const quicktime: MediaType = {
  mediaType: 'video/quicktime',
  extensions: ['mov', 'qt'],
  hasSignature: (head) => FIRST_BOXES.includes(head.toString('latin1', 4, 8)),
  checks: [movieKind('video/quicktime'), scriptInStart],
  reads: cursorReads,
};
