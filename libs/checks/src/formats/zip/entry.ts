import { reject, type Rejection } from '#core';
import type { Extent } from '../../reading/merge-extents.js';
import { DIRECTORY_HEADER, DIRECTORY_HEADER_BYTES, LOCAL_HEADER_BYTES, readUInt64 } from './bytes.js';
import { kindOf, type FileKind } from './file-kind.js';
import { unicodePath } from './unicode-path.js';

/** One file or folder, as the central directory claims it (APPNOTE 4.3.12). */
export interface ZipEntry {
  /** As unzippers decode it; `rawName` is what local headers are compared by. */
  readonly name: string;
  /** What readers show that do not know the Unicode path field, where that has another name. */
  readonly codePageName?: string;
  readonly rawName: Buffer;
  readonly isFolder: boolean;
  readonly isSymbolicLink: boolean;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  /** Uncompressed; a claim until the contents were inflated. */
  readonly bytes: number;
  /** Of the local header. */
  readonly offset: number;
  /** Where the next entry, or the directory, begins: everything up to it must belong to this one. */
  readonly limit: number;
  /** The directory follows, not another entry. */
  readonly isLast: boolean;
}

/** Everything that belongs to an entry: its header, its contents, and what may describe them behind. */
export const extentOf = ({ offset, limit }: ZipEntry): Extent => ({ start: offset, end: limit });

export type UnplacedEntry = Omit<ZipEntry, 'limit' | 'isLast'>;

/** APPNOTE 4.4.5. */
export const STORED = 0;
export const DEFLATED = 8;

/** APPNOTE 4.4.4: bit 0 encrypted, 3 data descriptor, 6 strong encryption, 11 UTF-8 name, 13 masked directory. */
export const ENCRYPTED_FLAGS = 0x2041;
export const DESCRIPTOR_FLAG = 0x0008;
const UTF8_FLAG = 0x0800;

const ZIP64_EXTRA = 0x0001;
/** Info-ZIP's second spelling of a name, and of a comment: unzippers differ in which they take. */
const UNICODE_PATH_EXTRA = 0x7075;
/** Unix's `st_mode`, as the ASi field has it behind its CRC. */
const ASI_UNIX_EXTRA = 0x756e;
/** libarchive's: the attributes of the directory, in the local header, for readers that see no directory. */
const STREAMED_EXTRA = 0x6c78;
/** Who has two of these says two things. */
const ONLY_ONCE = new Set([ZIP64_EXTRA, UNICODE_PATH_EXTRA, ASI_UNIX_EXTRA, STREAMED_EXTRA]);
/** What Info-ZIP calls an entry that it made from a pipe, whose mode it keeps. */
export const STANDARD_INPUT = '-';
const FOLDER_ATTRIBUTE = 0x10;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes that only the local extra field and a data descriptor can account for. */
export const slackOf = ({ offset, rawName, compressedBytes, limit }: ZipEntry): number =>
  limit - (offset + LOCAL_HEADER_BYTES + rawName.length + compressedBytes);

/** The entry at `at` and where the next begins. */
export function parseEntry(
  directory: Buffer,
  at: number,
): { entry: UnplacedEntry; next: number } | Rejection {
  if (at + DIRECTORY_HEADER_BYTES > directory.length || directory.readUInt32LE(at) !== DIRECTORY_HEADER)
    return reject('malformed', "The ZIP's directory has fewer entries than it counts.");
  const nameEnd = at + DIRECTORY_HEADER_BYTES + directory.readUInt16LE(at + 28);
  const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
  const next = extraEnd + directory.readUInt16LE(at + 32);
  if (next > directory.length) return reject('malformed', 'An entry of the ZIP runs out of its directory.');
  if (directory.readUInt16LE(at + 34) !== 0)
    return reject('malformed', 'An entry of the ZIP is in another volume.');

  const extra = parseExtra(directory.subarray(nameEnd, extraEnd));
  if (extra === undefined) return reject('malformed', 'An extra field of the ZIP is broken.');
  const sizes = zip64Sizes(
    [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)],
    extra.get(ZIP64_EXTRA),
  );
  if (sizes === undefined) return reject('malformed', 'A ZIP64 entry has no sizes.');
  const [bytes, compressedBytes, offset] = sizes;
  const rawName = directory.subarray(at + DIRECTORY_HEADER_BYTES, nameEnd);
  const flags = directory.readUInt16LE(at + 8);
  const ownName = decodeName(rawName, (flags & UTF8_FLAG) !== 0);
  if (ownName === undefined) return reject('malformed', 'A name in the ZIP is not UTF-8 as it says.');
  const name = unicodeName(extra, rawName, ownName);
  if (name === undefined) return reject('malformed', 'An entry of the ZIP has two names.');
  const attributes = directory.readUInt32LE(at + 38);
  const kinds = [kindOf(attributes >>> 16), ...extraKinds(extra)];
  if (kinds.includes('special') && name !== STANDARD_INPUT)
    return reject('malformed', 'An entry of the ZIP is a device, a pipe or a socket.');
  const isSymbolicLink = kinds.includes('link');
  const hasFolderAttribute = (attributes & FOLDER_ATTRIBUTE) !== 0 || kinds.includes('folder');
  const isFolder = !isSymbolicLink && (name.endsWith('/') || hasFolderAttribute);
  // Whoever goes by the attribute makes a folder of it, whoever goes by the name a file.
  if (isFolder && bytes > 0) return reject('malformed', 'A folder of the ZIP has contents.');
  const entry: UnplacedEntry = {
    name,
    ...(name === ownName ? {} : { codePageName: ownName }),
    rawName,
    isFolder,
    isSymbolicLink,
    flags,
    method: directory.readUInt16LE(at + 10),
    crc32: directory.readUInt32LE(at + 16),
    compressedBytes,
    bytes,
    offset,
  };
  return { entry, next };
}

/** What extra fields make of an entry, past its attributes. */
export const extraKinds = (extra: ReadonlyMap<number, Buffer>): readonly FileKind[] => [
  kindOf(modeAt(extra.get(ASI_UNIX_EXTRA), 4)),
  kindOf(streamedMode(extra.get(STREAMED_EXTRA))),
];

/** The name that the extra field has for an entry, or its own; undefined where the two contradict each other. */
export function unicodeName(
  extra: ReadonlyMap<number, Buffer>,
  rawName: Buffer,
  name: string,
): string | undefined {
  const field = extra.get(UNICODE_PATH_EXTRA);
  if (field === undefined || field.subarray(5).toString('utf8') === name) return name;
  return unicodePath(field, rawName);
}

const modeAt = (field: Buffer | undefined, at: number): number =>
  field === undefined || field.length < at + 2 ? 0 : field.readUInt16LE(at);

/** Bits say which of version, internal and external attributes follow; the mode is the upper half of the last. */
function streamedMode(field: Buffer | undefined): number {
  const [bits = 0] = field ?? [];
  return (bits & 4) === 0 ? 0 : modeAt(field, 1 + 2 * (bits & 1) + (bits & 2) + 2);
}

/** APPNOTE 4.5: a list of (id, size, bytes); undefined if it does not add up. Some writers pad the end with up to three zeros. */
export function parseExtra(extra: Buffer): Map<number, Buffer> | undefined {
  const fields = new Map<number, Buffer>();
  let at = 0;
  while (at + 4 <= extra.length) {
    const id = extra.readUInt16LE(at);
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length || (fields.has(id) && ONLY_ONCE.has(id))) return undefined;
    fields.set(id, extra.subarray(at + 4, end));
    at = end;
  }
  return extra.subarray(at).every((byte) => byte === 0) ? fields : undefined;
}

/** APPNOTE 4.5.3: the field holds, in this order, only those of the values that are 0xffffffff in the header. */
export function zip64Sizes<const T extends readonly number[]>(
  values: T,
  field: Buffer | undefined,
): { [K in keyof T]: number } | undefined {
  let at = 0;
  const sizes: number[] = [];
  for (const value of values) {
    if (value !== 0xffffffff) sizes.push(value);
    else if (field === undefined || at + 8 > field.length) return undefined;
    else {
      sizes.push(readUInt64(field, at));
      at += 8;
    }
  }
  return sizes as { [K in keyof T]: number };
}

/** Without the flag a name is in the code page of its writer; what is valid UTF-8 nearly always was meant so. */
function decodeName(rawName: Buffer, isUtf8: boolean): string | undefined {
  try {
    return UTF8.decode(rawName);
  } catch {
    return isUtf8 ? undefined : rawName.toString('latin1');
  }
}
