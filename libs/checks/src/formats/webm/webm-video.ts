import type { MediaType } from '../../inspection/media-type.js';
import { cursorReads } from '../../reading/range-cursor.js';
import { webmKind } from './webm.js';
import { scriptInStart } from '../any/script-polyglot.js';

/** RFC 8794, 8.1: the ID of the header. */
const SIGNATURE = '1a45dfa3';

/** WebM Container Guidelines. */
export const webm: MediaType = {
  mediaType: 'video/webm',
  extensions: ['webm'],
  hasSignature: (head) => head.toString('hex', 0, 4) === SIGNATURE,
  checks: [webmKind('video/webm'), scriptInStart],
  reads: cursorReads,
};
