import type { MediaType } from '../../inspection/media-type.js';
import { cursorReads } from '../../reading/range-cursor.js';
import { oggPages } from './ogg-pages.js';
import { scriptInStart } from '../any/script-polyglot.js';

/** RFC 3533 and RFC 5334. */
export const ogv: MediaType = {
  mediaType: 'video/ogg',
  mistakenFor: ['application/ogg'],
  extensions: ['ogv', 'ogg'],
  hasSignature: (head) => head.toString('latin1', 0, 4) === 'OggS',
  checks: [oggPages('video/ogg'), scriptInStart],
  reads: cursorReads,
};
