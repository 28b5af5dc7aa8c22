import type { MediaType } from '../media-type.js';
import { cursorReads } from '../media/cursor.js';
import { webmKind } from '../media/webm/kind.js';

/** RFC 8794, 8.1: the ID of the header. */
const SIGNATURE = '1a45dfa3';

/** WebM Container Guidelines. */
export const webm: MediaType = {
  mediaType: 'video/webm',
  extensions: ['webm'],
  disposition: 'inline',
  hasSignature: (head) => head.toString('hex', 0, 4) === SIGNATURE,
  checks: [webmKind('video/webm')],
  reads: cursorReads,
};
