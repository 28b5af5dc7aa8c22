import type { MediaType } from '../../inspection/media-type.js';
import { cursorReads } from '../../reading/range-cursor.js';
import { flacStream } from './flac-stream.js';
import { scriptInStart } from '../any/script-polyglot.js';

/** RFC 9639. Some taggers put an ID3 tag in front. */
export const flac: MediaType = {
  mediaType: 'audio/flac',
  aliases: ['audio/x-flac'],
  extensions: ['flac'],
  hasSignature: (head) => /^(?:fLaC|ID3)/.test(head.toString('latin1', 0, 4)),
  checks: [flacStream, scriptInStart],
  reads: cursorReads,
};
