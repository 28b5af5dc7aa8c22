import { hasBrand } from '../images/heif/brands.js';
import { heifPicture } from '../images/heif/check-picture.js';
import { HEIF_READS } from '../images/heif/reads.js';
import type { MediaType } from '../media-type.js';

/** ISO/IEC 23008-12 with HEVC, as phones write it. */
export const heic: MediaType = {
  mediaType: 'image/heic',
  aliases: ['image/heif', 'image/heic-sequence', 'image/heif-sequence'],
  extensions: ['heic', 'heif', 'hif', 'heics'],
  disposition: 'inline',
  hasSignature: (head) => hasBrand(head, ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']),
  seenAs: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
  checks: [heifPicture('hvc1')],
  reads: HEIF_READS,
};
