import type { MediaType } from '../media-type.js';
import { cursorReads } from '../media/cursor.js';
import { webmKind } from '../media/webm/kind.js';

/** RFC 8794, 8.1: the ID of the header. */
const SIGNATURE = '1a45dfa3';

/** WebM Container Guidelines, sound alone. */
export const weba: MediaType = {
  mediaType: 'audio/webm',
  extensions: ['weba', 'webm'],
  disposition: 'inline',
  hasSignature: (head) => head.toString('hex', 0, 4) === SIGNATURE,
  checks: [webmKind('audio/webm')],
  reads: cursorReads,
};
