import { jpegMarkers } from '../images/jpeg/walk.js';
import { jpegScript } from '../images/script-polyglot.js';
import { WHOLE_OBJECT, type MediaType } from '../media-type.js';

/** ITU T.81, with JFIF or Exif. */
export const jpeg: MediaType = {
  mediaType: 'image/jpeg',
  aliases: ['image/jpg', 'image/pjpeg'],
  extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
  disposition: 'inline',
  hasSignature: (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  seenAs: ['image/jpeg'],
  checks: [jpegScript],
  wholeObjectChecks: [jpegMarkers],
  reads: WHOLE_OBJECT,
};
