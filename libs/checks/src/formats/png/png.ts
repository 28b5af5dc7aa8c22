import { pngExpansion } from './png-expansion.js';
import { pngChunks } from './png-chunks.js';
import { WHOLE_OBJECT, type MediaType } from '../../inspection/media-type.js';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** W3C PNG (third edition), animations included. */
export const png: MediaType = {
  mediaType: 'image/png',
  aliases: ['image/apng', 'image/x-png'],
  extensions: ['png', 'apng'],
  hasSignature: (head) => head.subarray(0, SIGNATURE.length).equals(SIGNATURE),
  seenAs: ['image/png', 'image/apng'],
  checks: [],
  wholeObjectChecks: [pngChunks, pngExpansion],
  reads: WHOLE_OBJECT,
};
