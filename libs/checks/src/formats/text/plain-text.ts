import { ANY_TEXT } from './text-content.js';
import { textType } from './text-type.js';

/** RFC 2046, 4.1.3. */
export const plainText = textType({
  mediaType: 'text/plain',
  mistakenFor: ['text/markdown', 'text/x-markdown', 'text/x-log'],
  extensions: ['txt', 'text', 'log', 'md'],
  check: 'text-content',
  readerOf: ANY_TEXT,
  isProse: true,
  mayBeInCodePage: true,
});
