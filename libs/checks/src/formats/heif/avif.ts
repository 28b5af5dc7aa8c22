import { hasBrand } from './brands.js';
import { heifPicture } from './heif-picture.js';
import { HEIF_READS } from './reads.js';
import type { MediaType } from '../../inspection/media-type.js';
import { scriptInStart } from '../any/script-polyglot.js';

/** AV1 Image File Format 1.1. */
export const avif: MediaType = {
  mediaType: 'image/avif',
  aliases: ['image/avif-sequence'],
  extensions: ['avif', 'avifs'],
  hasSignature: (head) => hasBrand(head, ['avif', 'avis']),
  seenAs: ['image/avif', 'image/heif', 'image/heif-sequence'],
  checks: [heifPicture('av01'), scriptInStart],
  reads: HEIF_READS,
};
