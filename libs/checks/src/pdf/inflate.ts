import { Inflater } from '../inflate/inflater.js';
import type { Memory } from '../memory/memory.js';
import type { Pace } from '../pace.js';
import type { Decoded } from './decoded.js';

/** Two bytes: method 8, no preset dictionary, and a multiple of 31 (RFC 1950, 2.2). */
const HEADER_BYTES = 2;
/** Given to zlib before its output is counted. */
const SLICE_BYTES = 2 * 1024;

/**
 * RFC 1950. The checksum at the end is not asked for: readers show what has a wrong one. Data that end early are
 * `damaged`, because what a reader makes of them is its own affair.
 */
export async function inflate(bytes: Buffer, maxBytes: number, pace: Pace, memory: Memory): Promise<Decoded> {
  const [method = 0, flags = 0] = bytes;
  const hasHeader = (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0 && (flags & 0x20) === 0;
  if (!hasHeader) return 'damaged';
  const inflater = new Inflater('raw', maxBytes, pace);
  const pieces: Buffer[] = [];
  try {
    for (let at = HEADER_BYTES; at < bytes.length && inflater.state === 'open'; at += SLICE_BYTES) {
      pieces.push(...(await inflater.write(bytes.subarray(at, at + SLICE_BYTES))));
      await memory.keep(inflater.producedBytes);
    }
    pieces.push(...(await inflater.finish()));
  } finally {
    inflater.close();
  }
  if (inflater.state === 'too-large') return 'too-large';
  if (inflater.state !== 'ended') return 'damaged';
  // Once more, while the pieces are put together.
  await memory.keep(2 * inflater.producedBytes);
  const whole = Buffer.concat(pieces);
  await memory.keep(whole.length);
  return whole;
}
