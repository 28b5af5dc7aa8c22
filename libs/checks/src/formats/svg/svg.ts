import { beginsLikeSvg } from './signature.js';
import { svgContent } from './svg-content.js';
import { WHOLE_OBJECT, type MediaType } from '../../inspection/media-type.js';

/** SVG 2. No shipped policy allows it; and it is never shown inline, whatever was found not to be in it. */
export const svg: MediaType = {
  mediaType: 'image/svg+xml',
  mistakenFor: ['image/svg', 'text/xml', 'application/xml'],
  extensions: ['svg'],
  hasSignature: beginsLikeSvg,
  // A comment may come first, which is HTML to a browser that sniffs.
  mayCarry: ['html'],
  checks: [],
  wholeObjectChecks: [svgContent],
  reads: WHOLE_OBJECT,
};
