import { MAX_PADDING_BYTES } from '../../reading/padding.js';

/** Galaxy phones name five to thirty blocks. */
const MAX_ENTRIES = 256;
const ENTRY_BYTES = 12;
const DIRECTORY_HEADER_BYTES = 12;
const END_BYTES = 8;

/**
 * What every Galaxy phone writes behind its pictures: blocks (time zone, video, depth) and a directory that accounts for all
 * of them. `last` are the object's last bytes, which ends at `end`.
 */
export function isSamsungTrailer(last: Buffer, end: number, imageEnd: number): boolean {
  if (last.length < END_BYTES || last.toString('latin1', last.length - 4) !== 'SEFT') return false;
  const directoryBytes = last.readUInt32LE(last.length - END_BYTES);
  const directory = last.subarray(Math.max(0, last.length - END_BYTES - directoryBytes), -END_BYTES);
  if (directory.length < DIRECTORY_HEADER_BYTES || directory.toString('latin1', 0, 4) !== 'SEFH')
    return false;
  const entries = directory.readUInt32LE(8);
  if (entries > MAX_ENTRIES) return false;
  if (
    directoryBytes !== DIRECTORY_HEADER_BYTES + entries * ENTRY_BYTES ||
    directory.length !== directoryBytes
  )
    return false;
  const directoryAt = end - END_BYTES - directoryBytes;
  const blocks = Array.from({ length: entries }, (_, i) => {
    const at = DIRECTORY_HEADER_BYTES + i * ENTRY_BYTES;
    const start = directoryAt - directory.readUInt32LE(at + 4);
    return { start, end: start + directory.readUInt32LE(at + 8) };
  }).sort((a, b) => a.start - b.start);
  let at = imageEnd;
  let unaccounted = 0;
  for (const block of [...blocks, { start: directoryAt, end: directoryAt }]) {
    if (block.start < at) return false;
    unaccounted += block.start - at;
    at = block.end;
  }
  return unaccounted <= MAX_PADDING_BYTES;
}
