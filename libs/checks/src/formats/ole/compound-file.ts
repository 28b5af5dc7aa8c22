import { oncePerObject } from '../../inspection/check.js';

/** MS-CFB 2.2. */
const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
/** The FAT's sector numbers that the header itself lists. */
const FIRST_DIFAT = 76;
const DIFAT_IN_HEADER = 109;
const LAST_SECTOR = 0xfffffffa;
/** Those that name the kind of file are among the first; each may cost a request. */
const MAX_DIRECTORY_SECTORS = 10;

export const isCompoundFile = (head: Buffer): boolean => head.subarray(0, SIGNATURE.length).equals(SIGNATURE);

/**
 * The names of an OLE compound file's streams and storages, as far as its directory can be followed: enough to say
 * what kind of file it is, no more. Reads the header and the directory's sectors.
 */
export const compoundFileNames = oncePerObject(async ({ reader, pace }): Promise<ReadonlySet<string>> => {
  const names = new Set<string>();
  const header = reader.head.subarray(0, HEADER_BYTES);
  if (!isCompoundFile(header) || header.length < HEADER_BYTES) return names;
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return names;
  const sectorBytes = 2 ** shift;
  const readSector = (sector: number): Promise<Buffer> =>
    reader.read((sector + 1) * sectorBytes, sectorBytes);

  let sector = header.readUInt32LE(48);
  for (let count = 0; sector < LAST_SECTOR && count < MAX_DIRECTORY_SECTORS; count++) {
    const directory = await readSector(sector);
    if (directory.length < sectorBytes) break;
    for (let at = 0; at < sectorBytes; at += ENTRY_BYTES) {
      const nameBytes = directory.readUInt16LE(at + 64);
      const isUsed = directory.readUInt8(at + 66) !== 0;
      if (isUsed && nameBytes >= 2 && nameBytes <= 64)
        names.add(directory.toString('utf16le', at, at + nameBytes - 2));
    }
    const fatIndex = Math.floor(sector / (sectorBytes / 4));
    if (fatIndex >= DIFAT_IN_HEADER) break;
    const fat = await readSector(header.readUInt32LE(FIRST_DIFAT + 4 * fatIndex));
    if (fat.length < sectorBytes) break;
    sector = fat.readUInt32LE((sector % (sectorBytes / 4)) * 4);
    await pace.breathe();
  }
  return names;
});
