import { reject, type Rejection } from '#core';
import type { RangeReader } from '../../reading/range-reader.js';
import { DATA_DESCRIPTOR, LOCAL_HEADER, LOCAL_HEADER_BYTES, readUInt64 } from './bytes.js';
import {
  DESCRIPTOR_FLAG,
  ENCRYPTED_FLAGS,
  extraKinds,
  parseExtra,
  STANDARD_INPUT,
  unicodeName,
  zip64Sizes,
  type ZipEntry,
} from './entry.js';
import { nameProblem } from './name-problem.js';
import { isAscii } from './unicode-path.js';

/** Where an entry's bytes really are: known only from its local header, whose extra field is its own. */
export interface EntryLayout {
  readonly contentStart: number;
}

/** APPNOTE 4.3.9: with or without a signature, sizes of 4 or of 8 bytes. Nothing says which; what follows must fit. */
const DESCRIPTOR_BYTES = [12, 16, 20, 24];
const MAX_DESCRIPTOR_BYTES = 24;
const ZIP64_EXTRA = 0x0001;
/** APPNOTE 4.4.4, bit 11: the name is UTF-8. Readers that disagree about it show different names. */
const UTF8_FLAG = 0x0800;
/** All zeros between the last entry and the directory; readers of streams stop there. */
const MAX_ZEROS = 64 * 1024;

/**
 * APPNOTE 4.3.7: a streaming reader believes this header, the others the directory, so the two must say the same, and
 * nothing but the entry may stand before the next one.
 */
export async function readLocalHeader(
  reader: RangeReader,
  entry: ZipEntry,
): Promise<EntryLayout | Rejection> {
  const { limit } = entry;
  const header = await reader.read(entry.offset, LOCAL_HEADER_BYTES + entry.rawName.length);
  if (header.length < LOCAL_HEADER_BYTES + entry.rawName.length || header.readUInt32LE(0) !== LOCAL_HEADER)
    return reject('malformed', 'The ZIP has no entry where its directory says.');
  const extraBytes = header.readUInt16LE(28);
  const contentStart = entry.offset + LOCAL_HEADER_BYTES + entry.rawName.length + extraBytes;
  const contentEnd = contentStart + entry.compressedBytes;
  const extra = parseExtra(await reader.read(contentStart - extraBytes, extraBytes));
  const flags = header.readUInt16LE(6);
  // Who reads from the front goes by this header alone, who reads the directory needs no descriptor.
  const hasDescriptor = (flags & DESCRIPTOR_FLAG) !== 0;
  // In ASCII a name is the same with and without UTF-8.
  const comparedFlags = ENCRYPTED_FLAGS | (isAscii(entry.rawName) ? 0 : UTF8_FLAG);
  const sizes = extra === undefined ? 'differ' : compareSizes(header, extra.get(ZIP64_EXTRA), entry);
  // Readers of streams go by the extra field of this header, others by that of the directory.
  const isOther =
    extra === undefined ||
    isRenamed(extra, entry) ||
    extraKinds(extra).some(
      (kind) =>
        (kind === 'special' && entry.name !== STANDARD_INPUT) || (kind === 'link' && !entry.isSymbolicLink),
    );
  const isSame =
    !isOther &&
    header.readUInt16LE(26) === entry.rawName.length &&
    header.subarray(LOCAL_HEADER_BYTES).equals(entry.rawName) &&
    (flags & comparedFlags) === (entry.flags & comparedFlags) &&
    header.readUInt16LE(8) === entry.method &&
    (sizes === 'same' || (sizes === 'deferred' && hasDescriptor));
  if (!isSame) return reject('malformed', 'An entry of the ZIP and its directory disagree.');
  if (contentEnd > limit) return reject('malformed', 'Entries of the ZIP overlap.');
  if (limit - contentEnd > MAX_DESCRIPTOR_BYTES + (entry.isLast ? MAX_ZEROS : 0))
    return reject('malformed', 'Bytes of the ZIP belong to no entry.');
  const trailer = await reader.read(contentEnd, limit - contentEnd);
  const isEnd = (rest: Buffer): boolean =>
    rest.length === 0 || (entry.isLast && rest.every((byte) => byte === 0));
  if (
    hasDescriptor &&
    DESCRIPTOR_BYTES.some((n) => isDescriptor(trailer.subarray(0, n), entry) && isEnd(trailer.subarray(n)))
  )
    return { contentStart };
  if (!isEnd(trailer)) return reject('malformed', 'Bytes of the ZIP belong to no entry.');
  // Some writers set the flag, put the sizes into the header all the same and leave the descriptor out.
  return hasDescriptor && sizes !== 'same'
    ? reject('malformed', "A ZIP entry's data descriptor is missing.")
    : { contentStart };
}

/** 7-Zip has the Unicode path here alone. It is judged by itself, as nobody who reads the directory sees it. */
function isRenamed(extra: ReadonlyMap<number, Buffer>, { name, codePageName, rawName }: ZipEntry): boolean {
  const local = unicodeName(extra, rawName, codePageName ?? name);
  if (local === undefined) return true;
  return local !== name && local !== codePageName && nameProblem(local) !== undefined;
}

/** With a descriptor the header does not know the sizes yet: zero, though some writers already put what they know. */
function compareSizes(
  header: Buffer,
  zip64: Buffer | undefined,
  entry: ZipEntry,
): 'same' | 'deferred' | 'differ' {
  const sizes = zip64Sizes([header.readUInt32LE(22), header.readUInt32LE(18)], zip64);
  if (sizes === undefined) return 'differ';
  const pairs = [
    [header.readUInt32LE(14), entry.crc32],
    [sizes[0], entry.bytes],
    [sizes[1], entry.compressedBytes],
  ] as const;
  if (pairs.every(([local, directory]) => local === directory)) return 'same';
  return pairs.every(([local, directory]) => local === directory || local === 0) ? 'deferred' : 'differ';
}

function isDescriptor(descriptor: Buffer, { crc32, compressedBytes, bytes }: ZipEntry): boolean {
  const { length } = descriptor;
  if (!DESCRIPTOR_BYTES.includes(length)) return false;
  const hasSignature = length === 16 || length === 24;
  if (hasSignature && descriptor.readUInt32LE(0) !== DATA_DESCRIPTOR) return false;
  const at = hasSignature ? 4 : 0;
  const [compressed, uncompressed] =
    length < 20
      ? [descriptor.readUInt32LE(at + 4), descriptor.readUInt32LE(at + 8)]
      : [readUInt64(descriptor, at + 4), readUInt64(descriptor, at + 12)];
  return descriptor.readUInt32LE(at) === crc32 && compressed === compressedBytes && uncompressed === bytes;
}
