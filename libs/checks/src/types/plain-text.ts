import { ANY_TEXT } from '../text/text-content.js';
import { textType } from '../text/text-type.js';

/** RFC 2046, 4.1.3. */
export const plainText = textType({
  mediaType: 'text/plain',
  extensions: ['txt', 'text', 'log', 'md'],
  check: 'text-content',
  readerOf: ANY_TEXT,
});
