import { webpChunks } from '../images/webp/walk.js';
import { WHOLE_OBJECT, type MediaType } from '../media-type.js';

/** RFC 9649. */
export const webp: MediaType = {
  mediaType: 'image/webp',
  extensions: ['webp'],
  disposition: 'inline',
  hasSignature: (head) => /^RIFF[^]{4}WEBP/.test(head.toString('latin1', 0, 12)),
  seenAs: ['image/webp'],
  checks: [],
  wholeObjectChecks: [webpChunks],
  reads: WHOLE_OBJECT,
};
