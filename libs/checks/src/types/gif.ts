import { gifBlocks } from '../images/gif/walk.js';
import { gifScript } from '../images/script-polyglot.js';
import { WHOLE_OBJECT, type MediaType } from '../media-type.js';

/** GIF87a and GIF89a. */
export const gif: MediaType = {
  mediaType: 'image/gif',
  extensions: ['gif'],
  disposition: 'inline',
  hasSignature: (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6)),
  seenAs: ['image/gif'],
  checks: [gifScript],
  wholeObjectChecks: [gifBlocks],
  reads: WHOLE_OBJECT,
};
