import type { MediaType } from '../../inspection/media-type.js';
import { cursorReads } from '../../reading/range-cursor.js';
import { wave } from './wave.js';
import { scriptInStart } from '../any/script-polyglot.js';

/** RIFF, and what EBU Tech 3306 makes of it beyond 4 GiB. */
const CONTAINERS = ['RIFF', 'RF64', 'BW64'];

export const wav: MediaType = {
  mediaType: 'audio/wav',
  aliases: ['audio/x-wav', 'audio/wave', 'audio/vnd.wave', 'audio/x-pn-wav'],
  extensions: ['wav', 'wave', 'bwf'],
  hasSignature: (head) =>
    CONTAINERS.includes(head.toString('latin1', 0, 4)) && head.toString('latin1', 8, 12) === 'WAVE',
  checks: [wave, scriptInStart],
  reads: cursorReads,
};
