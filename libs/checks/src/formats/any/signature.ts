import { refuse, type Check } from '../../inspection/check.js';
import type { MediaType } from '../../inspection/media-type.js';
import { detect } from './detect.js';

/** The head's magic bytes must be those of the declared type, and of no other. Reads the head only. */
export function signature(mediaType: MediaType): Check {
  return {
    name: 'signature',
    reads: 'the head',
    codes: ['type-mismatch'],
    async run({ reader, pace }) {
      const detected = await pace.wait(detect(reader.head));
      const isSeenRight = detected === undefined || (mediaType.seenAs?.includes(detected) ?? true);
      const isHtml = detected === 'text/html' && mediaType.mayCarry?.includes('html') !== true;
      if (mediaType.hasSignature(reader.head) && isSeenRight && !isHtml) return {};
      return {
        ...refuse('type-mismatch', `The first bytes are not those of ${mediaType.mediaType}.`),
        found: { contentType: detected },
      };
    },
  };
}
