import { OK, refuse, type Check } from '../check.js';

/**
 * `GIF89a` is a name in JavaScript, and so are the first bytes of a JPEG in Latin-1. What follows is a size there: one
 * that begins a comment or an assignment makes a script of the file, which a page's content policy takes for its own.
 */
const scriptIn = (start: RegExp): Check => ({
  name: 'script-polyglot',
  run: ({ reader }) =>
    start.test(reader.head.toString('latin1')) ? refuse('polyglot', 'also reads as a script') : OK,
});

/** Canvases of 10,799 pixels, or of 8,253 and more that spell a value. Reads the head. */
export const gifScript = scriptIn(/^GIF8[79]a(?:\/[*/]|=[\w"'`([{/])/);

/** A JFIF segment of 12,074 bytes, which has 16; or any first segment of that size whose comment ends in an assignment. Reads the head. */
export const jpegScript = scriptIn(/^\xff\xd8\xff(?:\xe0\/[*/]|[^]\/\*[^]*?\*\/\s*[=:])/);
