/** A table-driven CRC, highest bit first, nothing inverted: what FLAC and Ogg use. */
export function crcOf(bits: 8 | 16 | 32, polynomial: number): (bytes: Uint8Array, crc?: number) => number {
  const top = 2 ** (bits - 1);
  const mask = 2 ** bits - 1;
  const table = Array.from({ length: 256 }, (_, byte) => {
    let crc = (byte << (bits - 8)) >>> 0;
    for (let bit = 0; bit < 8; bit++) crc = ((crc & top) !== 0 ? (crc << 1) ^ polynomial : crc << 1) >>> 0;
    return (crc & mask) >>> 0;
  });
  return (bytes, start = 0) => {
    let crc = start;
    for (const byte of bytes)
      crc = (((crc << 8) & mask) ^ (table[((crc >>> (bits - 8)) ^ byte) & 0xff] ?? 0)) >>> 0;
    return crc;
  };
}
