import type { MediaType } from '../media-type.js';

/** ECMA-376, WordprocessingML document. */
export const docx: MediaType = {
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  extensions: ['docx'],
  disposition: 'attachment',
  hasSignature: (head) => head.subarray(0, 4).toString('latin1') === 'PK\x03\x04',
  mayCarry: ['zip-end-record', 'pdf-header'],
  checks: [],
  reads: (size) => ({ requests: 24, bytes: size }),
};
