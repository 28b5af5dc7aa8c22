const MAX_BRANDS = 32;

/** ISO/IEC 14496-12, 4.3: does the file say that a reader of one of these brands can read it? */
export function hasBrand(head: Buffer, brands: readonly string[]): boolean {
  if (head.length < 16 || head.toString('latin1', 4, 8) !== 'ftyp') return false;
  const end = Math.min(head.length, head.readUInt32BE(0), 16 + 4 * MAX_BRANDS);
  for (let at = 8; at + 4 <= end; at += 4)
    if (at !== 12 && brands.includes(head.toString('latin1', at, at + 4))) return true;
  return false;
}
