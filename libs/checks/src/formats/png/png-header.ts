import { reject, type Rejection } from '#core';
import type { Canvas } from '../image/canvas.js';

export const IHDR_BYTES = 13;
/** W3C PNG, table 11: colour type to the bit depths it may have. */
const BIT_DEPTHS: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** W3C PNG 11.2.1. */
export function headerProblem(header: Buffer, canvas: Canvas): Rejection | undefined {
  if (header.length !== IHDR_BYTES)
    return reject('malformed', 'The header chunk has another size than headers have.');
  const [bitDepth = 0, colourType = 0, compression, filter, interlace = 0] = header.subarray(8);
  const isKnown =
    BIT_DEPTHS[colourType]?.includes(bitDepth) === true &&
    compression === 0 &&
    filter === 0 &&
    interlace <= 1;
  if (!isKnown) return reject('malformed', 'The header names a colour type or method that does not exist.');
  return canvas.picture(header.readUInt32BE(0), header.readUInt32BE(4));
}
