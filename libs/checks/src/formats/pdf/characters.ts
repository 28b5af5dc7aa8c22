import { WHITE_SPACE_TO_ALL, WHITE_SPACE_TO_SOME } from './readers.js';

/**
 * ISO 32000-2, 7.2.3: every byte is white space, a delimiter, or regular; digits and signs are set apart. So is what is
 * white space to some readers and regular to others.
 */
export const WHITE_SPACE = 0;
export const DELIMITER = 1;
export const DOUBTFUL = 2;
export const NUMERIC = 3;
export const REGULAR = 4;

export const CHARACTER_CLASS = new Uint8Array(256).fill(REGULAR);
for (const byte of WHITE_SPACE_TO_ALL) CHARACTER_CLASS[byte] = WHITE_SPACE;
for (const byte of WHITE_SPACE_TO_SOME) CHARACTER_CLASS[byte] = DOUBTFUL;
for (const byte of Buffer.from('()<>[]{}/%')) CHARACTER_CLASS[byte] = DELIMITER;
// Readers end a number where it stops looking like one: `0obj` is `0 obj`.
for (const byte of Buffer.from('0123456789+-.')) CHARACTER_CLASS[byte] = NUMERIC;

export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const PERCENT = 0x25;

export const isLineEnd = (byte: number): boolean => byte === LINE_FEED || byte === CARRIAGE_RETURN;
export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** The value of a hexadecimal digit, or -1. */
export function hexValue(byte: number): number {
  if (isDigit(byte)) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
