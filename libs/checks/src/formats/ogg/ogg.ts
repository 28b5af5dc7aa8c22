import type { MediaType } from '../../inspection/media-type.js';
import { cursorReads } from '../../reading/range-cursor.js';
import { oggPages } from './ogg-pages.js';
import { scriptInStart } from '../any/script-polyglot.js';

/** RFC 3533 and RFC 5334, sound alone. */
export const ogg: MediaType = {
  mediaType: 'audio/ogg',
  aliases: ['audio/opus', 'audio/vorbis', 'audio/x-ogg'],
  mistakenFor: ['application/ogg'],
  extensions: ['ogg', 'oga', 'opus', 'spx'],
  hasSignature: (head) => head.toString('latin1', 0, 4) === 'OggS',
  checks: [oggPages('audio/ogg'), scriptInStart],
  reads: cursorReads,
};
