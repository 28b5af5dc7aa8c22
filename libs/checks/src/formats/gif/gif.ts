import { gifBlocks } from './gif-blocks.js';
import { WHOLE_OBJECT, type MediaType } from '../../inspection/media-type.js';
import { scriptInWhole } from '../any/script-polyglot.js';

/** GIF87a and GIF89a. */
export const gif: MediaType = {
  mediaType: 'image/gif',
  extensions: ['gif'],
  hasSignature: (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6)),
  seenAs: ['image/gif'],
  checks: [],
  wholeObjectChecks: [gifBlocks, scriptInWhole],
  reads: WHOLE_OBJECT,
};
