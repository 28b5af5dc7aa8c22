import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

/** Two bytes: method 8, no preset dictionary, and a multiple of 31 (RFC 1950, 2.2). */
const HEADER_BYTES = 2;
/** Larger than Node's own 16 KiB: fewer turns for what is mostly some hundred KiB. */
const CHUNK_BYTES = 64 * 1024;
const inflateBody = promisify(inflateRaw);

/**
 * RFC 1950, on another thread. The checksum at the end is not asked for: readers show what has a wrong one. Data that
 * ends early is `damaged`, because what a reader makes of it is its own affair.
 */
export async function inflate(bytes: Buffer, maxBytes: number): Promise<Buffer | 'damaged' | 'too-large'> {
  const [method = 0, flags = 0] = bytes;
  const hasHeader = (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0 && (flags & 0x20) === 0;
  if (!hasHeader || maxBytes < 1) return hasHeader ? 'too-large' : 'damaged';
  try {
    return await inflateBody(bytes.subarray(HEADER_BYTES), {
      maxOutputLength: maxBytes,
      chunkSize: CHUNK_BYTES,
    });
  } catch (error) {
    return (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged';
  }
}
