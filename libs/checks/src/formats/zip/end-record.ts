import { isRejection, reject, type Rejection } from '#core';
import { isPadding } from '../../reading/padding.js';
import type { RangeReader } from '../../reading/range-reader.js';
import {
  END_RECORD,
  END_RECORD_BYTES,
  readUInt64,
  ZIP64_END_RECORD,
  ZIP64_END_RECORD_BYTES,
  ZIP64_LOCATOR,
  ZIP64_LOCATOR_BYTES,
} from './bytes.js';

/** Where the directory is, as the archive's end says it. */
export interface EndRecord {
  readonly entries: number;
  readonly directoryStart: number;
  readonly directoryBytes: number;
}

/**
 * APPNOTE 4.3.16. Readers differ in which end record they take when there are several, or when bytes follow it: one
 * that all of them find is the last signature in the file, and its comment ends where the file does. Reads the tail.
 */
export async function readEndRecord(reader: RangeReader): Promise<EndRecord | Rejection> {
  const tail = await reader.tail();
  const at = tail.lastIndexOf(END_RECORD);
  if (at < 0) return reject('truncated', 'The ZIP has no end record.');
  if (at + END_RECORD_BYTES > tail.length) return reject('truncated', "The ZIP's end record is cut short.");
  const end = at + END_RECORD_BYTES + tail.readUInt16LE(at + 20);
  if (end > tail.length) return reject('truncated', "The ZIP's comment is cut short.");
  if (!isPadding(tail.subarray(end))) return reject('polyglot', 'Bytes follow the end of the ZIP.');
  if (hasRival(tail, at, end)) return reject('polyglot', 'The ZIP has more than one end.');

  const position = reader.size - tail.length + at;
  const record: EndRecord = {
    entries: tail.readUInt16LE(at + 10),
    directoryBytes: tail.readUInt32LE(at + 12),
    directoryStart: tail.readUInt32LE(at + 16),
  };
  // A spanned archive counts disks; ours is the only one. 0xffff defers to the ZIP64 record.
  const isSpanned = [tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6)].some(
    (disk) => disk !== 0 && disk !== 0xffff,
  );
  if (isSpanned) return reject('malformed', 'The ZIP is one of several volumes.');
  if (tail.readUInt16LE(at + 8) !== record.entries)
    return reject('malformed', 'The ZIP counts its entries in two ways.');
  const zip64 = await readZip64(reader, position, record);
  if (zip64 !== undefined && isRejection(zip64)) return zip64;
  const { directoryEnd, ...found } = zip64 ?? { ...record, directoryEnd: position };
  const missing = found.directoryStart + found.directoryBytes - directoryEnd;
  if (missing > 0) return reject('malformed', "The ZIP's directory is not where its end record says.");
  // Unzippers forgive a file that was put before the archive: the directory then lies further back than it says.
  return missing < 0 ? reject('polyglot', 'The ZIP is not all of the file.') : found;
}

/** An earlier record whose comment would reach the end of the file, or its padding, just as well. */
function hasRival(tail: Buffer, last: number, lastEnd: number): boolean {
  for (let at = last; at > 0;) {
    at = tail.lastIndexOf(END_RECORD, at - 1);
    if (at < 0) return false;
    const end = at + END_RECORD_BYTES + tail.readUInt16LE(at + 20);
    if (end >= lastEnd && end <= tail.length) return true;
  }
  return false;
}

/** APPNOTE 4.3.14 and 4.3.15: undefined where there is none. Small files have one too, by writers that stream. */
async function readZip64(
  reader: RangeReader,
  endRecord: number,
  record: EndRecord,
): Promise<(EndRecord & { directoryEnd: number }) | Rejection | undefined> {
  const isNeeded =
    record.entries === 0xffff || record.directoryBytes === 0xffffffff || record.directoryStart === 0xffffffff;
  const locatorAt = endRecord - ZIP64_LOCATOR_BYTES;
  const locator = locatorAt < 0 ? Buffer.alloc(0) : await reader.read(locatorAt, ZIP64_LOCATOR_BYTES);
  if (locator.length === 0 || locator.readUInt32LE(0) !== ZIP64_LOCATOR)
    return isNeeded && record.entries !== 0xffff
      ? reject('malformed', 'The ZIP64 locator is missing.')
      : undefined;
  const at = readUInt64(locator, 8);
  if (at + ZIP64_END_RECORD_BYTES > locatorAt)
    return reject('malformed', 'The ZIP64 end record is out of bounds.');
  const zip64 = await reader.read(at, ZIP64_END_RECORD_BYTES);
  if (zip64.readUInt32LE(0) !== ZIP64_END_RECORD || at + 12 + readUInt64(zip64, 4) !== locatorAt)
    return reject('malformed', 'The ZIP64 end record is not where its locator says.');
  const found = {
    entries: readUInt64(zip64, 32),
    directoryBytes: readUInt64(zip64, 40),
    directoryStart: readUInt64(zip64, 48),
    directoryEnd: at,
  };
  const isConsistent =
    readUInt64(zip64, 24) === found.entries &&
    zip64.readUInt32LE(16) === 0 &&
    zip64.readUInt32LE(20) === 0 &&
    agrees(record.entries, found.entries, 0xffff) &&
    agrees(record.directoryBytes, found.directoryBytes, 0xffffffff) &&
    agrees(record.directoryStart, found.directoryStart, 0xffffffff);
  return isConsistent ? found : reject('malformed', 'The two end records of the ZIP disagree.');
}

const agrees = (value: number, zip64Value: number, deferred: number): boolean =>
  value === deferred || value === zip64Value;
