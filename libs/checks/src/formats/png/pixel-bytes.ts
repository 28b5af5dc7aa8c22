import { reject, type Rejection } from '#core';
import type { Chunk } from './chunk.js';

/** W3C PNG, table 11: samples of each pixel by colour type. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Of what the pixels have inflated. Deflate makes them larger by a thousandth at most, flushes and interlacing add to it. */
const MAX_RATIO = 2;
/** Blocks that hold nothing, of a picture that is hardly anything. */
const ALLOWANCE_BYTES = 64 * 1024;
const TOO_MANY = reject('malformed', 'The PNG has more bytes of pixels than its size has room for.');

/**
 * How many deflated bytes the pixels of a frame may have. More are something else behind them, or inflate to what no
 * reader should make that inflates all of them.
 */
export class PixelBytes {
  private maxBytes = 0;
  private bytes = 0;

  problem({ type, bytes, start }: Chunk): Rejection | undefined {
    if (type === 'IHDR') this.maxBytes = maxBytesOf(start);
    // A frame begins, which is not larger than the canvas.
    if (type === 'fcTL') this.bytes = 0;
    if (type === 'IDAT' || type === 'fdAT') this.bytes += bytes;
    return this.bytes > this.maxBytes ? TOO_MANY : undefined;
  }
}

function maxBytesOf(header: Buffer): number {
  const bits = header[8]! * (SAMPLES[header[9]!] ?? 0);
  const rowBytes = 1 + Math.ceil((header.readUInt32BE(0) * bits) / 8);
  return ALLOWANCE_BYTES + MAX_RATIO * rowBytes * header.readUInt32BE(4);
}
