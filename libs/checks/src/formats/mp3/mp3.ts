import type { MediaType } from '../../inspection/media-type.js';
import { cursorReads } from '../../reading/range-cursor.js';
import { chainAt, frameAt } from './frame.js';
import { mpegAudio } from './mpeg-audio.js';
import { scriptInStart } from '../any/script-polyglot.js';

/** Encoders leave zeros and half a frame before the first whole one. */
const MAX_GAP_BYTES = 8 * 1024;
const ZEROS = Buffer.alloc(4);

/** Behind zeros four frames in a row: fewer may be chance. */
function beginsWithFrame(head: Buffer): boolean {
  if (!head.subarray(0, ZEROS.length).equals(ZEROS)) return frameAt(head, 0) !== undefined;
  for (let at = head.indexOf(0xff); at >= 0 && at <= MAX_GAP_BYTES; at = head.indexOf(0xff, at + 1))
    if (chainAt(head, at, 4).frames === 4) return true;
  return false;
}

/** ISO/IEC 11172-3, layers 1 to 3, with or without tags. */
export const mp3: MediaType = {
  mediaType: 'audio/mpeg',
  aliases: ['audio/mp3', 'audio/x-mp3', 'audio/x-mpeg'],
  extensions: ['mp3', 'mp2', 'mpga'],
  hasSignature: (head) => head.toString('latin1', 0, 3) === 'ID3' || beginsWithFrame(head),
  checks: [mpegAudio, scriptInStart],
  reads: cursorReads,
};
