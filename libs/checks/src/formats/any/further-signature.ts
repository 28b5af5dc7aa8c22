import { OK, refuse, type Check } from '../../inspection/check.js';

/** POSIX tar (pax, "ustar Interchange Format"): the header's checksum, in octal, counts its own eight bytes as blanks. */
const TAR_HEADER_BYTES = 512;
const TAR_MAGIC = { offset: 257, bytes: Buffer.from('ustar') };
const CHECKSUM = { start: 148, end: 156 };
const OCTAL = /^ *([0-7]{3,6})[\0 ]/;
/** PS3.10, 7.1: a preamble of 128 bytes that may be anything. */
const DICOM_MAGIC = { offset: 128, bytes: Buffer.from('DICM') };

/** Formats that are told by bytes further in, so that what another format begins with does not stop them. Reads the head only. */
export const furtherSignature: Check = {
  name: 'further-signature',
  reads: 'the head',
  codes: ['polyglot'],
  run({ reader: { head } }) {
    if (hasMagic(head, TAR_MAGIC) || hasTarChecksum(head))
      return refuse('polyglot', 'The file is also a tar archive.');
    return hasMagic(head, DICOM_MAGIC) ? refuse('polyglot', 'The file is also a DICOM file.') : OK;
  },
};

const hasMagic = (head: Buffer, { offset, bytes }: { offset: number; bytes: Buffer }): boolean =>
  head.subarray(offset, offset + bytes.length).equals(bytes);

/** Archives from before POSIX have no magic. */
function hasTarChecksum(head: Buffer): boolean {
  const { start, end } = CHECKSUM;
  const said = OCTAL.exec(head.toString('latin1', start, end))?.[1];
  if (said === undefined || head.length < TAR_HEADER_BYTES) return false;
  const sum = head
    .subarray(0, TAR_HEADER_BYTES)
    .reduce((total, byte, at) => total + (at >= start && at < end ? 0x20 : byte), 0);
  return sum === Number.parseInt(said, 8);
}
