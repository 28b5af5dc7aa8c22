import { OK, refuse, type Check, type CheckResult, type Subject } from '../../check.js';
import { soundEnd, soundStart } from '../audio-tags.js';
import { trailing } from '../end.js';
import { chainAt } from './frame.js';

/** Looked at behind the first tag and before the last. A frame has 24 to 2,881 bytes. */
const WINDOW_BYTES = 48 * 1024;
/** Four frames of one kind in a row are no accident. */
const MIN_FRAMES = 4;
const MAX_FRAMES = 4096;
/** Between a tag and the sound some taggers leave zeros. */
const MAX_GAP_BYTES = 8 * 1024;

/** ISO/IEC 11172-3: frame follows frame behind the tags, and up to the tags at the end. Reads both ends. */
export const mpegAudio: Check = {
  name: 'mpeg-audio',
  async run(subject) {
    const end = await soundEnd(subject);
    const tagged = await soundStart(subject);
    if (tagged >= end) return refuse('truncated', 'ends before its sound');
    const front = await subject.reader.read(tagged, Math.min(WINDOW_BYTES, end - tagged));
    const gap = front.subarray(0, MAX_GAP_BYTES).findIndex((byte) => byte !== 0);
    const first = chainAt(front, Math.max(0, gap), MAX_FRAMES);
    const isShort = first.frames > 0 && tagged + first.end >= end;
    if (first.frames < MIN_FRAMES && !isShort)
      return refuse('type-mismatch', 'has no MPEG audio behind its tags');
    if (tagged + front.length >= end) return conclude(subject, tagged + first.end, end);
    return readEnd(subject, end, first.kind);
  },
};

/** From the first frames before the end that stand in a row, to the end. */
async function readEnd(subject: Subject, end: number, kind: number | undefined): Promise<CheckResult> {
  const back = await subject.reader.read(end - WINDOW_BYTES, WINDOW_BYTES);
  for (let at = 0; at < back.length; at++) {
    if (back[at] !== 0xff) continue;
    const chain = chainAt(back, at, MAX_FRAMES);
    if (chain.frames >= MIN_FRAMES && chain.kind === kind)
      return conclude(subject, end - back.length + chain.end, end);
    await subject.pace.breathe();
  }
  return refuse('polyglot', 'bytes follow the end of the recording');
}

async function conclude(subject: Subject, soundEndsAt: number, end: number): Promise<CheckResult> {
  if (soundEndsAt > end) return refuse('truncated', 'ends within a frame');
  if (soundEndsAt === end) return OK;
  const rest = await subject.reader.read(soundEndsAt, end - soundEndsAt);
  // The last bytes of a frame's header are too few to tell it by.
  if (rest.length < 4 && rest[0] === 0xff) return refuse('truncated', 'ends within a frame');
  if (rest.every((byte) => byte === 0)) return OK;
  const rejection = await trailing(subject, soundEndsAt);
  return rejection === undefined ? OK : { rejection };
}
