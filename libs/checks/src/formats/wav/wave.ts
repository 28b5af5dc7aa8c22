import { reject, type Rejection } from '#core';
import { OK, type Check, type Subject } from '../../inspection/check.js';
import { type RangeCursor, withCursor } from '../../reading/range-cursor.js';
import { trailing } from '../media/end.js';
import { CHUNK_HEADER_BYTES, chunkHeader, RIFF_HEADER_BYTES } from '../riff/chunk-header.js';

/** Cue points and notes; editors write some dozen. */
const MAX_CHUNKS = 10_000;
/** What a recorder that cannot go back writes for a size it does not know; RF64 means one in another place by it. */
const UNKNOWN = 0xffffffff;
const ID = /^[\x20-\x7e]{4}$/;
/** Writers that count their own header, or a padding byte, differ by this from the others. */
const SIZE_TOLERANCE_BYTES = 9;

interface Seen {
  format: boolean;
  samples: boolean;
  /** EBU Tech 3306: the 64-bit size of the samples. */
  sampleBytes?: number;
}

/** RIFF (Multimedia Programming Interface 1.0, chapter 2): chunk follows chunk to the end of the object. Skips the samples. */
export const wave: Check = {
  name: 'wave',
  reads: 'the chunks',
  codes: ['malformed', 'polyglot', 'truncated', 'unverifiable'],
  async run(subject) {
    const rejection = await withCursor(subject, 0, (cursor) => walk(subject, cursor));
    return rejection === undefined ? OK : { rejection };
  },
};

async function walk(subject: Subject, cursor: RangeCursor): Promise<Rejection | undefined> {
  const header = await cursor.peek(RIFF_HEADER_BYTES);
  if (header.length < RIFF_HEADER_BYTES) return reject('truncated', 'The recording ends within its header.');
  const { bytes: claimed } = chunkHeader(header);
  cursor.skip(RIFF_HEADER_BYTES);
  const seen: Seen = { format: false, samples: false };
  for (let chunks = 0; cursor.left > 0; chunks++) {
    if (chunks >= MAX_CHUNKS)
      return reject('unverifiable', `The recording has more than ${MAX_CHUNKS} chunks.`);
    const isPastEnd = claimed !== UNKNOWN && claimed !== 0 && cursor.position >= claimed + CHUNK_HEADER_BYTES;
    if (seen.samples && ((isPastEnd && !(await isKnown(cursor))) || (await isPadding(cursor))))
      return trailing(subject, cursor.position);
    const rejection = await readChunk(cursor, seen);
    if (rejection !== undefined) return rejection;
  }
  if (!seen.samples) return reject('truncated', 'The recording has no samples.');
  const isWhole =
    claimed === UNKNOWN ||
    claimed === 0 ||
    claimed + CHUNK_HEADER_BYTES <= subject.size + SIZE_TOLERANCE_BYTES;
  return isWhole ? undefined : reject('truncated', 'The recording is shorter than it says.');
}

async function readChunk(cursor: RangeCursor, seen: Seen): Promise<Rejection | undefined> {
  const chunk = await cursor.peek(CHUNK_HEADER_BYTES + 28);
  if (chunk.length < CHUNK_HEADER_BYTES)
    return reject('truncated', 'The recording ends within the header of a chunk.');
  const { type: id, bytes: said } = chunkHeader(chunk);
  if (!ID.test(id))
    return reject(seen.samples ? 'polyglot' : 'malformed', 'The recording has something other than chunks.');
  const left = cursor.left - CHUNK_HEADER_BYTES;
  const isOpen = id === 'data' && (said === UNKNOWN || said === 0);
  const bytes = isOpen ? (said === UNKNOWN ? (seen.sampleBytes ?? left) : left) : said;
  if (bytes > left) return reject('truncated', 'The recording ends within a chunk.');
  if (id === 'fmt ') {
    const isFormat = bytes >= 14 && chunk.length >= 22 && chunk.readUInt16LE(10) > 0 && !seen.format;
    if (!isFormat) return reject('malformed', 'The format of the samples is broken.');
    seen.format = true;
  } else if (id === 'ds64' && chunk.length >= 24) {
    seen.sampleBytes = Number(chunk.readBigUInt64LE(16));
  } else if (id === 'data') {
    if (!seen.format || seen.samples)
      return reject('malformed', 'The recording has samples without a format, or twice.');
    if (bytes === 0) return reject('truncated', 'The recording has no samples.');
    seen.samples = true;
  }
  cursor.skip(CHUNK_HEADER_BYTES + bytes);
  // 2-byte aligned, which some writers forget: then the next chunk begins right here.
  if (bytes % 2 === 1 && cursor.left > 0 && (await cursor.peek(1))[0] === 0) cursor.skip(1);
  return undefined;
}

/** Taggers put these behind the recording and forget to say so in its size. */
const KNOWN = new Set(
  'LIST,id3 ,ID3 ,bext,cue ,smpl,inst,fact,PEAK,iXML,axml,chna,_PMX,cart,JUNK,junk,FLLR,PAD ,afsp,DISP,umid,acid,plst,MD5 '.split(
    ',',
  ),
);
const isKnown = async (cursor: RangeCursor): Promise<boolean> =>
  KNOWN.has((await cursor.peek(4)).toString('latin1'));

const isPadding = async (cursor: RangeCursor): Promise<boolean> =>
  (await cursor.peek(CHUNK_HEADER_BYTES)).every((byte) => byte === 0);
