const HEADER_BYTES = 512;
const CHECKSUM = { start: 148, end: 156 };

/** What goes on behind `front` so that the two are an empty file in a tar archive, in `bytes` bytes. */
export function asTar(front: Buffer, bytes: number, magic = 'ustar\0'): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  front.copy(header);
  header.write('0000644\x000000000\x000000000\x0000000000000\x0000000000000\0', 100, 'latin1');
  header.fill(' ', CHECKSUM.start, CHECKSUM.end);
  header.write('0', CHECKSUM.end);
  header.write(magic, 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, CHECKSUM.start, 'latin1');
  return Buffer.concat([header.subarray(front.length), Buffer.alloc(bytes)]).subarray(0, bytes);
}

/** What goes on behind `front` so that the two are a DICOM file. */
export function asDicom(front: Buffer, bytes: number): Buffer {
  const preamble = Buffer.concat([front, Buffer.alloc(bytes)]);
  preamble.write('DICM', 128, 'latin1');
  return preamble.subarray(front.length, front.length + bytes);
}
