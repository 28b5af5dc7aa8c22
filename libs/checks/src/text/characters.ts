/**
 * WHATWG MIME Sniffing 3: bytes that make a resource binary, and ESC, which such a list leaves out and a terminal acts
 * upon. Tab, line feed, form feed and carriage return are text.
 */
// eslint-disable-next-line no-control-regex -- they are what it looks for
const BINARY = /[\0-\x08\x0b\x0e-\x1f]/;

export const hasBinary = (text: string): boolean => BINARY.test(text);
