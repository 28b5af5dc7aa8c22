import { reject, type Rejection } from '#core';
import type { Subject } from '../../inspection/check.js';
import { Inflater } from '../../reading/inflate/inflater.js';
import { prologOf, type Prolog } from '../xml/prolog.js';
import { LOCAL_HEADER, LOCAL_HEADER_BYTES } from '../zip/bytes.js';
import { DEFLATED, STORED, type ZipEntry } from '../zip/entry.js';

/** How a part begins: enough to tell what it is, whatever its name, its content type and its relationships say. */
export interface PartStart {
  readonly bytes: Buffer;
  readonly prolog: Prolog;
}

/** Compressed; the root element of what Office writes is in the first 500 bytes. */
export const START_BYTES = 2 * 1024;
/** A comment may stand before the root element, but no book. */
const MAX_START_BYTES = 64 * 1024;
/** Of deflate. */
const MAX_RATIO = 1032;
/** Of what is unpacked. */
const MAX_KEPT_BYTES = 64 * 1024;

/** Reads the local header and the first bytes. Neither size nor CRC-32 is held against the directory here. */
export async function partStart(subject: Subject, part: ZipEntry): Promise<PartStart | Rejection> {
  for (let limit = START_BYTES; ; limit *= 4) {
    const bytes = await firstBytes(subject, part, limit);
    if (bytes === undefined) return reject('malformed', 'An entry of the ZIP and its directory disagree.');
    const prolog = prologOf(bytes);
    if (prolog.kind !== 'open' || limit >= Math.min(part.compressedBytes, MAX_START_BYTES))
      return { bytes, prolog };
  }
}

/** Where a part's header and first bytes lie in the object. */
export const startExtent = ({ offset, rawName, limit }: ZipEntry): { start: number; end: number } => ({
  start: offset,
  end: Math.min(limit, offset + LOCAL_HEADER_BYTES + rawName.length + START_BYTES),
});

async function firstBytes(
  { reader, pace }: Subject,
  part: ZipEntry,
  limit: number,
): Promise<Buffer | undefined> {
  const header = await reader.read(part.offset, LOCAL_HEADER_BYTES + part.rawName.length);
  if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER) return undefined;
  const start = part.offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const compressed = await reader.read(start, Math.min(limit, part.compressedBytes, part.limit - start));
  if (part.method === STORED) return compressed;
  if (part.method !== DEFLATED) return Buffer.alloc(0);
  const inflater = new Inflater('raw', MAX_RATIO * limit, pace);
  const slices: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const slice of inflater.write(compressed)) {
      if (bytes < MAX_KEPT_BYTES) slices.push(slice);
      bytes += slice.length;
      if (bytes >= MAX_KEPT_BYTES) break;
    }
    return Buffer.concat(slices).subarray(0, MAX_KEPT_BYTES);
  } finally {
    inflater.close();
  }
}
