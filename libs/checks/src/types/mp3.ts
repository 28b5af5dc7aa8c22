import type { MediaType } from '../media-type.js';
import { cursorReads } from '../media/cursor.js';
import { frameAt } from '../media/mp3/frame.js';
import { mpegAudio } from '../media/mp3/frames.js';

/** ISO/IEC 11172-3, layers 1 to 3, with or without tags. */
export const mp3: MediaType = {
  mediaType: 'audio/mpeg',
  aliases: ['audio/mp3', 'audio/x-mp3', 'audio/x-mpeg'],
  extensions: ['mp3', 'mp2', 'mpga'],
  disposition: 'inline',
  hasSignature: (head) => head.toString('latin1', 0, 3) === 'ID3' || frameAt(head, 0) !== undefined,
  checks: [mpegAudio],
  reads: cursorReads,
};
