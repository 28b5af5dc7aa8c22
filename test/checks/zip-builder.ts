import { crc32, deflateRawSync } from 'node:zlib';

/** One entry, and whatever about it is not as it should be. */
export interface BuiltEntry {
  readonly name: string;
  readonly content: Buffer | string;
  /** 8 deflated, 0 stored; any other is only claimed. */
  readonly method?: number;
  readonly flags?: number;
  /** Sizes and CRC after the contents; `bare` without a signature. */
  readonly descriptor?: 'signed' | 'bare' | 'zip64';
  /** The local header says this instead. */
  readonly local?: Partial<HeaderValues>;
  /** The directory says this instead. */
  readonly directory?: Partial<HeaderValues>;
  readonly localExtra?: Buffer;
  readonly directoryExtra?: Buffer;
  /** Bytes that belong to no entry, before this one. */
  readonly before?: Buffer;
  /** Bytes that belong to no entry, behind this one. */
  readonly trailing?: Buffer;
  /** Bytes of an entry that the directory does not list. */
  readonly isOrphan?: boolean;
  /** Listed a second time, or at another's bytes. */
  readonly sharesBytesOf?: string;
  readonly externalAttributes?: number;
  /** Who made it, APPNOTE 4.4.2; default Unix where there are attributes of Unix. */
  readonly madeBy?: number;
}

interface HeaderValues {
  name: string;
  method: number;
  flags: number;
  crc32: number;
  compressedBytes: number;
  bytes: number;
  offset: number;
}

export interface BuiltArchive {
  readonly before?: Buffer;
  readonly after?: Buffer;
  readonly comment?: Buffer;
  readonly zip64?: boolean;
  /** The end record says this instead. */
  readonly end?: Partial<{
    entries: number;
    directoryBytes: number;
    directoryStart: number;
    commentBytes: number;
  }>;
}

/** An archive byte by byte, with every lie a test wants told. */
export function buildZip(entries: readonly BuiltEntry[], archive: BuiltArchive = {}): Buffer {
  const contents: Buffer[] = [archive.before ?? Buffer.alloc(0)];
  const directory: Buffer[] = [];
  const offsets = new Map<string, number>();
  let at = contents[0]?.length ?? 0;
  const put = (bytes: Buffer): void => {
    contents.push(bytes);
    at += bytes.length;
  };
  for (const entry of entries) {
    put(entry.before ?? Buffer.alloc(0));
    const content = Buffer.from(entry.content);
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const honest: HeaderValues = {
      name: entry.name,
      method,
      flags:
        (entry.flags ?? 0) |
        (entry.descriptor === undefined ? 0 : 8) |
        (/[^ -~]/.test(entry.name) ? 0x800 : 0),
      crc32: crc32(content),
      compressedBytes: packed.length,
      bytes: content.length,
      offset: offsets.get(entry.sharesBytesOf ?? '') ?? at,
    };
    offsets.set(entry.name, honest.offset);
    if (entry.sharesBytesOf === undefined) {
      const deferred = entry.descriptor === undefined ? {} : { crc32: 0, compressedBytes: 0, bytes: 0 };
      put(localHeader({ ...honest, ...deferred, ...entry.local }, entry.localExtra ?? Buffer.alloc(0)));
      put(packed);
      if (entry.descriptor !== undefined) put(descriptor(honest, entry.descriptor));
      put(entry.trailing ?? Buffer.alloc(0));
    }
    if (entry.isOrphan !== true)
      directory.push(
        directoryHeader({ ...honest, ...entry.directory }, entry.directoryExtra ?? Buffer.alloc(0), entry),
      );
  }
  const directoryBytes = Buffer.concat(directory);
  return Buffer.concat([
    ...contents,
    directoryBytes,
    ...(archive.zip64 === true ? [zip64End(directory.length, directoryBytes.length, at)] : []),
    endRecord(directory.length, directoryBytes.length, at, archive),
    archive.after ?? Buffer.alloc(0),
  ]);
}

function localHeader(values: HeaderValues, extra: Buffer): Buffer {
  const name = Buffer.from(values.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  writeCommon(header, 6, values, name, extra);
  return Buffer.concat([header, name, extra]);
}

function directoryHeader(
  values: HeaderValues,
  extra: Buffer,
  { externalAttributes = 0, madeBy = externalAttributes > 0xffff ? 3 : 0 }: BuiltEntry,
): Buffer {
  const name = Buffer.from(values.name);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt8(30, 4);
  header.writeUInt8(madeBy, 5);
  header.writeUInt16LE(20, 6);
  writeCommon(header, 8, values, name, extra);
  header.writeUInt32LE(externalAttributes, 38);
  header.writeUInt32LE(values.offset, 42);
  return Buffer.concat([header, name, extra]);
}

function writeCommon(header: Buffer, at: number, values: HeaderValues, name: Buffer, extra: Buffer): void {
  header.writeUInt16LE(values.flags, at);
  header.writeUInt16LE(values.method, at + 2);
  header.writeUInt32LE(0x5a21_0000, at + 4);
  header.writeUInt32LE(values.crc32, at + 8);
  header.writeUInt32LE(values.compressedBytes, at + 12);
  header.writeUInt32LE(values.bytes, at + 16);
  header.writeUInt16LE(name.length, at + 20);
  header.writeUInt16LE(extra.length, at + 22);
}

function descriptor(
  { crc32: crc, compressedBytes, bytes }: HeaderValues,
  kind: 'signed' | 'bare' | 'zip64',
): Buffer {
  const isWide = kind === 'zip64';
  const values = Buffer.alloc(isWide ? 24 : 16);
  values.writeUInt32LE(0x08074b50, 0);
  values.writeUInt32LE(crc, 4);
  values.writeUInt32LE(compressedBytes, 8);
  values.writeUInt32LE(bytes, isWide ? 16 : 12);
  return kind === 'bare' ? values.subarray(4) : values;
}

function zip64End(entries: number, directoryBytes: number, directoryStart: number): Buffer {
  const record = Buffer.alloc(76);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeUInt32LE(44, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeUInt32LE(entries, 24);
  record.writeUInt32LE(entries, 32);
  record.writeUInt32LE(directoryBytes, 40);
  record.writeUInt32LE(directoryStart, 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeUInt32LE(directoryStart + directoryBytes, 64);
  record.writeUInt32LE(1, 72);
  return record;
}

function endRecord(
  entries: number,
  directoryBytes: number,
  directoryStart: number,
  archive: BuiltArchive,
): Buffer {
  const { end = {}, comment = Buffer.alloc(0), zip64 = false } = archive;
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(end.entries ?? (zip64 ? 0xffff : entries), 8);
  record.writeUInt16LE(end.entries ?? (zip64 ? 0xffff : entries), 10);
  record.writeUInt32LE(end.directoryBytes ?? (zip64 ? 0xffffffff : directoryBytes), 12);
  record.writeUInt32LE(end.directoryStart ?? (zip64 ? 0xffffffff : directoryStart), 16);
  record.writeUInt16LE(end.commentBytes ?? comment.length, 20);
  return Buffer.concat([record, comment]);
}

/** APPNOTE 4.6.9: the name in UTF-8, for an entry whose own name has these bytes (Latin-1). */
export function unicodePath(rawName: string, name: string): Buffer {
  const utf8 = Buffer.from(name);
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + utf8.length, 2);
  field[4] = 1;
  field.writeUInt32LE(crc32(Buffer.from(rawName, 'latin1')), 5);
  return Buffer.concat([field, utf8]);
}
