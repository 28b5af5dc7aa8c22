import { hasBrand } from '../images/heif/brands.js';
import { heifPicture } from '../images/heif/check-picture.js';
import { HEIF_READS } from '../images/heif/reads.js';
import type { MediaType } from '../media-type.js';

/** AV1 Image File Format 1.1. */
export const avif: MediaType = {
  mediaType: 'image/avif',
  aliases: ['image/avif-sequence'],
  extensions: ['avif', 'avifs'],
  disposition: 'inline',
  hasSignature: (head) => hasBrand(head, ['avif', 'avis']),
  seenAs: ['image/avif', 'image/heif', 'image/heif-sequence'],
  checks: [heifPicture('av01')],
  reads: HEIF_READS,
};
