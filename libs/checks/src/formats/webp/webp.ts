import { webpChunks } from './webp-chunks.js';
import { WHOLE_OBJECT, type MediaType } from '../../inspection/media-type.js';
import { scriptInWhole } from '../any/script-polyglot.js';

/** RFC 9649. */
export const webp: MediaType = {
  mediaType: 'image/webp',
  extensions: ['webp'],
  hasSignature: (head) => /^RIFF[^]{4}WEBP/.test(head.toString('latin1', 0, 12)),
  seenAs: ['image/webp'],
  checks: [],
  wholeObjectChecks: [webpChunks, scriptInWhole],
  reads: WHOLE_OBJECT,
};
