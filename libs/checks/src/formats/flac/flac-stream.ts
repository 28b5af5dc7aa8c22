import { reject, type Rejection } from '#core';
import { OK, refuse, type Check, type CheckResult, type Subject } from '../../inspection/check.js';
import { soundEnd, soundStart } from '../media/audio-tags.js';
import { type RangeCursor, withCursor } from '../../reading/range-cursor.js';
import { crc16, isFrameHeader, MAX_HEADER_BYTES } from './frame.js';

/** Pictures, seek points, comments: one or two of each. */
const MAX_BLOCKS = 512;
const STREAMINFO_BYTES = 34;
const INVALID_TYPE = 127;
/** The last frame is looked for in this much: 8 channels of 32 bits in blocks of 8,192 samples. */
const MAX_FRAME_BYTES = 256 * 1024;
/** Header-like bytes in it that are tried: each costs a CRC over what follows. */
const MAX_TRIES = 64;

/** RFC 9639: metadata, then frames, of which the last ends where the object does: its CRC-16 says so. Reads both ends. */
export const flacStream: Check = {
  name: 'flac-stream',
  reads: 'the metadata and the last 256 KiB',
  codes: ['malformed', 'polyglot', 'truncated', 'type-mismatch', 'unverifiable'],
  async run(subject) {
    const end = await soundEnd(subject);
    const start = await soundStart(subject);
    const frames = await withCursor(subject, start, readMetadata, end);
    if (typeof frames !== 'number') return { rejection: frames };
    return readLastFrame(subject, frames, end);
  },
};

/** RFC 9639, 8: the first block describes the stream; returns where the frames begin. */
async function readMetadata(cursor: RangeCursor): Promise<number | Rejection> {
  if ((await cursor.peek(4)).toString('latin1') !== 'fLaC')
    return reject('type-mismatch', 'The recording has no FLAC behind its tags.');
  cursor.skip(4);
  for (let blocks = 0; blocks < MAX_BLOCKS; blocks++) {
    const header = await cursor.peek(4);
    if (header.length < 4) return reject('truncated', 'The recording ends within its metadata.');
    const type = header.readUInt8(0) & 0x7f;
    const bytes = header.readUIntBE(1, 3);
    if (
      type === INVALID_TYPE ||
      (type === 0) !== (blocks === 0) ||
      (type === 0 && bytes !== STREAMINFO_BYTES)
    )
      return reject('malformed', 'The metadata is broken.');
    if (4 + bytes > cursor.left) return reject('truncated', 'The recording ends within its metadata.');
    cursor.skip(4 + bytes);
    if (header.readUInt8(0) < 0x80) continue;
    const frame = await cursor.peek(MAX_HEADER_BYTES);
    if (frame.length < 6) return reject('truncated', 'The recording ends before its sound.');
    return isFrameHeader(frame, 0)
      ? cursor.position
      : reject('malformed', 'The recording has no frame behind its metadata.');
  }
  return reject('unverifiable', `The recording has more than ${MAX_BLOCKS} blocks of metadata.`);
}

async function readLastFrame({ reader, pace }: Subject, frames: number, end: number): Promise<CheckResult> {
  const from = Math.max(frames, end - MAX_FRAME_BYTES);
  const back = await reader.read(from, end - from);
  let tries = 0;
  for (
    let at = back.lastIndexOf(0xff);
    at >= 0 && tries < MAX_TRIES;
    at = at === 0 ? -1 : back.lastIndexOf(0xff, at - 1)
  ) {
    await pace.breathe();
    if (!isFrameHeader(back, at)) continue;
    tries += 1;
    if (crc16(back.subarray(at, -2)) === back.readUInt16BE(back.length - 2)) return OK;
  }
  return refuse('truncated', 'The recording does not end with a whole frame.');
}
