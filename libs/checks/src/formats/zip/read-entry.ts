import { crc32 } from 'node:zlib';
import { isRejection, reject, type Rejection } from '#core';
import type { Subject } from '../../inspection/check.js';
import { Inflater } from '../../reading/inflate/inflater.js';
import { DEFLATED, STORED, type ZipEntry } from './entry.js';
import { readLocalHeader } from './local-header.js';

/** All that an object is refused for because an entry of it cannot be read. */
export const ENTRY_CODES = ['archive-bomb', 'malformed', 'unverifiable'] as const;

/** Given the uncompressed bytes, slice by slice: inflated ones in 4 KiB. A rejection ends the reading. */
export type EntrySink = (
  slice: Buffer,
) => Promise<Rejection | undefined | void> | Rejection | undefined | void;

/**
 * Gives an entry's contents to `sink`, held to what the directory claims of them: size and CRC-32 to the byte. What
 * the sink saw counts only if this returns undefined.
 */
export async function readEntry(
  { reader, pace }: Pick<Subject, 'reader' | 'pace'>,
  entry: ZipEntry,
  sink: EntrySink,
): Promise<Rejection | undefined> {
  const layout = await readLocalHeader(reader, entry);
  if (isRejection(layout)) return layout;
  let bytes = 0;
  let crc = 0;
  const take = async (slices: AsyncIterable<Buffer>): Promise<Rejection | undefined> => {
    for await (const slice of slices) {
      bytes += slice.length;
      crc = crc32(slice, crc);
      const rejection = await sink(slice);
      if (rejection !== undefined) return rejection;
    }
    return undefined;
  };
  const compressed = reader.stream(layout.contentStart, layout.contentStart + entry.compressedBytes);
  const rejection = await decompress(compressed, entry, pace, take);
  if (rejection !== undefined) return rejection;
  return bytes === entry.bytes && crc === entry.crc32
    ? undefined
    : reject('malformed', 'An entry of the ZIP is not what its directory says.');
}

async function decompress(
  compressed: AsyncIterable<Buffer>,
  entry: ZipEntry,
  pace: Subject['pace'],
  take: (slices: AsyncIterable<Buffer>) => Promise<Rejection | undefined>,
): Promise<Rejection | undefined> {
  // Some writers name a method for a file without bytes, and leave out the two that Deflate makes of nothing.
  if (entry.method === STORED || (entry.bytes === 0 && entry.compressedBytes === 0)) return take(compressed);
  if (entry.method !== DEFLATED)
    return reject('unverifiable', 'An entry of the ZIP is compressed in an unusual way.');
  const inflater = new Inflater('raw', entry.bytes, pace);
  try {
    for await (const slice of compressed) {
      const rejection = await take(inflater.write(slice));
      if (rejection !== undefined) return rejection;
      if (inflater.state !== 'open') break;
    }
    const rejection = await take(inflater.finish());
    if (rejection !== undefined) return rejection;
    if (inflater.state === 'too-large')
      return reject('archive-bomb', 'An entry of the ZIP unpacks to more than it claims.');
    return inflater.state === 'ended' && inflater.consumedBytes === entry.compressedBytes
      ? undefined
      : reject('malformed', 'An entry of the ZIP does not inflate.');
  } finally {
    inflater.close();
  }
}
