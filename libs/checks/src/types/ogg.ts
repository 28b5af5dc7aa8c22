import type { MediaType } from '../media-type.js';
import { cursorReads } from '../media/cursor.js';
import { oggPages } from '../media/ogg/pages.js';

/** RFC 3533 and RFC 5334, sound alone. */
export const ogg: MediaType = {
  mediaType: 'audio/ogg',
  aliases: ['audio/opus', 'audio/vorbis', 'audio/x-ogg'],
  extensions: ['ogg', 'oga', 'opus', 'spx'],
  disposition: 'inline',
  hasSignature: (head) => head.toString('latin1', 0, 4) === 'OggS',
  checks: [oggPages('audio/ogg')],
  reads: cursorReads,
};
