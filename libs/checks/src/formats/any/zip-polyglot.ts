import { OK, refuse, type Check } from '../../inspection/check.js';

const END_RECORD = Buffer.from('PK\x05\x06', 'latin1');
const ZIP64_LOCATOR = Buffer.from('PK\x06\x07', 'latin1');
const DIRECTORY_ENTRY = Buffer.from('PK\x01\x02', 'latin1');
const END_RECORD_BYTES = 22;
const ZIP64_LOCATOR_BYTES = 20;

/**
 * Something else that also opens as a ZIP: unzippers search the tail for an end record and forgive what stands before
 * the archive and after it. Only one whose directory is where it says counts, so chance bytes do not. Reads the tail.
 */
export const zipEndRecord: Check = {
  name: 'zip-polyglot',
  reads: 'the tail',
  codes: ['polyglot'],
  async run({ reader }) {
    const tail = await reader.tail();
    const tailStart = reader.size - tail.length;
    for (
      let at = tail.lastIndexOf(END_RECORD);
      at >= 0;
      at = at === 0 ? -1 : tail.lastIndexOf(END_RECORD, at - 1)
    ) {
      if (at + END_RECORD_BYTES > tail.length) continue;
      if (isZip64(tail, at)) return refuse('polyglot', 'The file also ends in a ZIP64 directory.');
      const entries = tail.readUInt16LE(at + 10);
      const directoryBytes = tail.readUInt32LE(at + 12);
      if (entries === 0 && directoryBytes === 0)
        return refuse('polyglot', 'The file also ends like an empty ZIP.');
      // Right before the record: where it is for whoever forgives prepended bytes. Where the offset says: for the rest.
      const places = [tailStart + at - directoryBytes, tail.readUInt32LE(at + 16)];
      for (const place of places) {
        if (place < 0 || place >= reader.size) continue;
        if ((await reader.read(place, DIRECTORY_ENTRY.length)).equals(DIRECTORY_ENTRY))
          return refuse('polyglot', 'The file also ends in the directory of a ZIP.');
      }
    }
    return OK;
  },
};

function isZip64(tail: Buffer, endRecord: number): boolean {
  const locator = endRecord - ZIP64_LOCATOR_BYTES;
  return locator >= 0 && tail.subarray(locator, locator + ZIP64_LOCATOR.length).equals(ZIP64_LOCATOR);
}
