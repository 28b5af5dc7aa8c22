import { jpegMarkers } from './jpeg-markers.js';
import { WHOLE_OBJECT, type MediaType } from '../../inspection/media-type.js';
import { scriptInWhole } from '../any/script-polyglot.js';

/** ITU T.81, with JFIF or Exif. */
export const jpeg: MediaType = {
  mediaType: 'image/jpeg',
  aliases: ['image/jpg', 'image/pjpeg'],
  extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
  hasSignature: (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  seenAs: ['image/jpeg'],
  checks: [],
  wholeObjectChecks: [jpegMarkers, scriptInWhole],
  reads: WHOLE_OBJECT,
};
