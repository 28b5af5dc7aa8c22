import type { Subject } from '../../inspection/check.js';

const ID3V1_BYTES = 128;
const ID3V2_HEADER_BYTES = 10;
const APE_FOOTER_BYTES = 32;
const APE_HAS_HEADER = 0x8000_0000;
const LYRICS_END_BYTES = 15;
const FOOTER_FLAG = 0x10;
/** Before or behind the sound; taggers write one of each kind. */
const MAX_TAGS = 8;

/** ID3v2.4, 3.1: the bytes of the tag that begins a buffer, or 0. Each byte of its size holds 7 bits. */
function id3v2Bytes(header: Buffer): number {
  if (header.length < ID3V2_HEADER_BYTES || header.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = header.subarray(6, 10);
  if (size.some((byte) => byte > 0x7f) || header[3] === 0xff || header[4] === 0xff) return 0;
  const footer = ((header[5] ?? 0) & FOOTER_FLAG) === 0 ? 0 : ID3V2_HEADER_BYTES;
  return size.reduce((sum, byte) => sum * 128 + byte, 0) + ID3V2_HEADER_BYTES + footer;
}

/** Where the sound begins: behind the ID3v2 tags. */
export async function soundStart({ reader }: Subject): Promise<number> {
  let start = 0;
  for (let tags = 0; tags < MAX_TAGS; tags++) {
    const bytes = id3v2Bytes(await reader.read(start, ID3V2_HEADER_BYTES));
    if (bytes === 0) break;
    start += bytes;
  }
  return start;
}

/** Where it ends: before ID3v1, APE (1 or 2) and Lyrics3 tags, in whatever order. */
export async function soundEnd(subject: Subject): Promise<number> {
  await subject.reader.tail();
  let end = subject.size;
  for (let tags = 0; tags < MAX_TAGS; tags++) {
    const bytes = await tagBytesBefore(subject, end);
    if (bytes === 0 || bytes > end) break;
    end -= bytes;
  }
  return end;
}

async function tagBytesBefore({ reader }: Subject, end: number): Promise<number> {
  const id3 = await reader.read(end - ID3V1_BYTES, 3);
  if (end >= ID3V1_BYTES && id3.toString('latin1') === 'TAG') return ID3V1_BYTES;
  const ape = await reader.read(end - APE_FOOTER_BYTES, APE_FOOTER_BYTES);
  if (ape.length === APE_FOOTER_BYTES && ape.toString('latin1', 0, 8) === 'APETAGEX') {
    const header = (ape.readUInt32LE(20) & APE_HAS_HEADER) === 0 ? 0 : APE_FOOTER_BYTES;
    return ape.readUInt32LE(12) + header;
  }
  const lyrics = (await reader.read(end - LYRICS_END_BYTES, LYRICS_END_BYTES)).toString('latin1');
  const [, size] = /^(\d{6})LYRICS200$/.exec(lyrics) ?? [];
  if (size !== undefined) return Number(size) + LYRICS_END_BYTES;
  const footer = await reader.read(end - ID3V2_HEADER_BYTES, ID3V2_HEADER_BYTES);
  if (footer.length === ID3V2_HEADER_BYTES && footer.toString('latin1', 0, 3) === '3DI')
    return footer.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0) + 2 * ID3V2_HEADER_BYTES;
  return 0;
}
