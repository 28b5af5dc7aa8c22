import type { MediaType } from '../media-type.js';
import { cursorReads } from '../media/cursor.js';
import { movieKind } from '../media/mp4/kind.js';

/** What an old one begins with, which has no type of its own. */
const FIRST_BOXES = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];

/** Apple, QuickTime File Format. */
export const quicktime: MediaType = {
  mediaType: 'video/quicktime',
  extensions: ['mov', 'qt'],
  disposition: 'inline',
  hasSignature: (head) => FIRST_BOXES.includes(head.toString('latin1', 4, 8)),
  checks: [movieKind('video/quicktime')],
  reads: cursorReads,
};
