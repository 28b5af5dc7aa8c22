import { hasBrand } from './brands.js';
import { heifPicture } from './heif-picture.js';
import { HEIF_READS } from './reads.js';
import type { MediaType } from '../../inspection/media-type.js';
import { scriptInStart } from '../any/script-polyglot.js';

/** ISO/IEC 23008-12 with HEVC, as phones write it. */
export const heic: MediaType = {
  mediaType: 'image/heic',
  aliases: ['image/heif', 'image/heic-sequence', 'image/heif-sequence'],
  extensions: ['heic', 'heif', 'hif', 'heics'],
  hasSignature: (head) => hasBrand(head, ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']),
  seenAs: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
  checks: [heifPicture('hvc1'), scriptInStart],
  reads: HEIF_READS,
};
