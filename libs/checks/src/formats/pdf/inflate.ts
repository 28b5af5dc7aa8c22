import { Inflater } from '../../reading/inflate/inflater.js';
import type { Memory } from '../../reading/memory/memory.js';
import type { Pace } from '../../reading/pace.js';
import type { Decoded } from './decoded.js';

/** The first piece of it, if any. */
export async function inflateBeginning(bytes: Buffer, maxBytes: number, pace: Pace): Promise<Decoded> {
  if (!hasHeader(bytes)) return 'damaged';
  const inflater = new Inflater('raw', maxBytes, pace);
  try {
    for (const output of [inflater.write(bytes.subarray(HEADER_BYTES)), inflater.finish()])
      for await (const piece of output) return piece;
  } finally {
    inflater.close();
  }
  return 'damaged';
}

/** Forgiving readers show what comes before an error; noise has one sooner. */
const MAX_BYTES_BEFORE_AN_ERROR = 16;

/** Do they inflate, as far as can be told by the first of them? Of noise once in a million times. */
export async function beginsDeflated(bytes: Buffer, pace: Pace): Promise<boolean> {
  if (!hasHeader(bytes)) return false;
  const inflater = new Inflater('raw', Infinity, pace);
  try {
    const beginning = bytes.subarray(HEADER_BYTES, MAX_BYTES_BEFORE_AN_ERROR);
    for await (const _ of inflater.write(beginning)) continue;
  } finally {
    inflater.close();
  }
  return inflater.state !== 'corrupt';
}

/** Two bytes: method 8, no preset dictionary, and a multiple of 31 (RFC 1950, 2.2). */
const HEADER_BYTES = 2;
/**
 * RFC 1950. The checksum at the end is not asked for: readers show what has a wrong one. Data that end early are
 * `damaged`, because each reader makes something else of them.
 */
export async function inflate(bytes: Buffer, maxBytes: number, pace: Pace, memory: Memory): Promise<Decoded> {
  if (!hasHeader(bytes)) return 'damaged';
  const inflater = new Inflater('raw', maxBytes, pace);
  const pieces: Buffer[] = [];
  try {
    for (const output of [inflater.write(bytes.subarray(HEADER_BYTES)), inflater.finish()])
      for await (const piece of output) {
        await memory.keep(inflater.producedBytes);
        pieces.push(piece);
      }
  } finally {
    inflater.close();
  }
  if (inflater.state === 'too-large') return 'too-large';
  if (inflater.state !== 'ended') return 'damaged';
  // Once more, while the pieces are put together.
  await memory.keep(2 * inflater.producedBytes);
  const whole = Buffer.allocUnsafe(inflater.producedBytes);
  let filled = 0;
  for (const piece of pieces) {
    filled += piece.copy(whole, filled);
    await pace.breathe();
  }
  await memory.keep(whole.length);
  return whole;
}

function hasHeader([method = 0, flags = 0]: Buffer): boolean {
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0 && (flags & 0x20) === 0;
}
