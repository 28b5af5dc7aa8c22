import { refuse, type Check } from '../check.js';
import type { MediaType } from '../media-type.js';
import { detect } from './detect.js';

/** The head's magic bytes must be those of the declared type, and of no other. Reads the head only. */
export function signature(mediaType: MediaType): Check {
  return {
    name: 'signature',
    async run({ reader, pace }) {
      const detected = await pace.wait(detect(reader.head));
      const isSeenRight = detected === undefined || (mediaType.seenAs?.includes(detected) ?? true);
      const isHtml = detected === 'text/html' && mediaType.mayCarry?.includes('html') !== true;
      if (mediaType.hasSignature(reader.head) && isSeenRight && !isHtml) return {};
      return {
        ...refuse('type-mismatch', `the first bytes are not those of ${mediaType.mediaType}`),
        found: { contentType: detected },
      };
    },
  };
}
