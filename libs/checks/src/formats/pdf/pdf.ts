import { WHOLE_OBJECT, type MediaType } from '../../inspection/media-type.js';
import { pdfContent } from './pdf-content.js';
import { pdfEnd } from './pdf-end.js';
import { pdfHeader } from './pdf-header.js';

/** ISO 32000-2. */
export const pdf: MediaType = {
  mediaType: 'application/pdf',
  mistakenFor: ['application/x-pdf', 'application/acrobat', 'text/pdf'],
  extensions: ['pdf'],
  hasSignature: (head) => head.subarray(0, 5).toString('latin1') === '%PDF-',
  seenAs: ['application/pdf'],
  mayCarry: ['pdf-header'],
  checks: [pdfHeader, pdfEnd],
  wholeObjectChecks: [pdfContent],
  reads: WHOLE_OBJECT,
};
