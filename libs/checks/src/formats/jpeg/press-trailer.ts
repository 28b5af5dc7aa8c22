import { isPadding } from '../../reading/padding.js';

/** Of the blocks together: captions, and a thumbnail at most. */
export const MAX_PRESS_BYTES = 256 * 1024;

/**
 * Blocks that press software writes behind pictures, each of which ends in what it is and how long it is: captions of
 * FotoStation, Photo Mechanic, and AFCP (ExifTool, "FotoStation", "PhotoMechanic" and "AFCP" tags). True if they are all
 * that stands between the picture and the end of the object, whose last bytes are `last`. Up to `firstByte` only zeros follow
 * the picture; they may be padding or the first bytes of a block.
 */
export function isPressTrailer(last: Buffer, end: number, imageEnd: number, firstByte: number): boolean {
  const start = end - last.length;
  if (firstByte < start) return false;
  let blocks = 0;
  for (let at = end; at >= imageEnd; blocks++) {
    if (at <= firstByte || isPadding(last.subarray(firstByte - start, at - start))) return blocks > 0;
    const bytes = blockBytes(last.subarray(0, at - start), at);
    if (bytes === undefined || bytes <= 0) return false;
    at -= bytes;
  }
  return false;
}

/** Of the block that ends where `bytes` do, at `position` of the object. */
function blockBytes(bytes: Buffer, position: number): number | undefined {
  const { length } = bytes;
  if (length < 12) return undefined;
  const tail = bytes.subarray(-12);
  if (tail.toString('latin1', 4) === 'cbipcbbl') return tail.readUInt32BE(0) + 12;
  if (tail.readUInt32BE(8) === 0xa1b2c3d4) return tail.readUInt32BE(4);
  const order = tail.toString('latin1', 0, 4);
  if (order !== 'AXS!' && order !== 'AXS*') return undefined;
  const blockStart = order === 'AXS!' ? tail.readUInt32BE(4) : tail.readUInt32LE(4);
  const at = length - (position - blockStart);
  return at >= 0 && bytes.toString('latin1', at, at + 4) === order ? position - blockStart : undefined;
}
