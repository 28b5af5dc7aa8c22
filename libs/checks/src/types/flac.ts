import type { MediaType } from '../media-type.js';
import { cursorReads } from '../media/cursor.js';
import { flacStream } from '../media/flac/stream.js';

/** RFC 9639. Some taggers put an ID3 tag in front. */
export const flac: MediaType = {
  mediaType: 'audio/flac',
  aliases: ['audio/x-flac'],
  extensions: ['flac'],
  disposition: 'inline',
  hasSignature: (head) => /^(?:fLaC|ID3)/.test(head.toString('latin1', 0, 4)),
  checks: [flacStream],
  reads: cursorReads,
};
