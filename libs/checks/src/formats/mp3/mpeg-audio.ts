import { OK, refuse, type Check, type CheckResult, type Subject } from '../../inspection/check.js';
import { soundEnd, soundStart } from '../media/audio-tags.js';
import { trailing } from '../media/end.js';
import { chainAt, type Chain } from './frame.js';

/** Looked at behind the first tag and before the last. A frame has 24 to 2,881 bytes. */
const WINDOW_BYTES = 48 * 1024;
/** Four frames of one kind in a row are no accident. */
const MIN_FRAMES = 4;
const MAX_FRAMES = 4096;
/** To tell that one frame follows another. */
const STEPS_PER_FRAME = 16;
/** Between a tag and the sound: zeros, what is left of a longer tag, or half a frame. */
const MAX_GAP_BYTES = 8 * 1024;
const CUT_SHORT: CheckResult = {
  warnings: [{ code: 'unfinished-recording', detail: 'The last frame is cut short.' }],
};

/** ISO/IEC 11172-3: frame follows frame behind the tags, and up to the tags at the end. Reads both ends. */
export const mpegAudio: Check = {
  name: 'mpeg-audio',
  reads: 'the first and the last 48 KiB',
  codes: ['polyglot', 'truncated', 'type-mismatch'],
  async run(subject) {
    const end = await soundEnd(subject);
    const tagged = await soundStart(subject);
    if (tagged >= end) return refuse('truncated', 'The recording ends before its sound.');
    const front = await subject.reader.read(tagged, Math.min(WINDOW_BYTES, end - tagged));
    const first = await firstFrames(subject, front, end - tagged);
    if (first === undefined)
      return refuse('type-mismatch', 'The recording has no MPEG audio behind its tags.');
    if (tagged + front.length >= end) return conclude(subject, tagged + first.end, end);
    return readEnd(subject, end, first.kind);
  },
};

/** In a short recording fewer count, where they reach to its end: one right behind the tags and zeros, two further on. */
async function firstFrames({ pace }: Subject, front: Buffer, soundBytes: number): Promise<Chain | undefined> {
  const zeros = Math.max(
    0,
    front.findIndex((byte) => byte !== 0),
  );
  for (let at = front.indexOf(0xff); at >= 0 && at <= MAX_GAP_BYTES; at = front.indexOf(0xff, at + 1)) {
    const chain = chainAt(front, at, MAX_FRAMES);
    const isToEnd = chain.end >= soundBytes && chain.frames >= (at === zeros ? 1 : 2);
    if (chain.frames >= MIN_FRAMES || isToEnd) return chain;
    await pace.breathe(STEPS_PER_FRAME * (1 + chain.frames));
  }
  return undefined;
}

/** From the first frames before the end that stand in a row, to the end. */
async function readEnd(subject: Subject, end: number, kind: number | undefined): Promise<CheckResult> {
  const back = await subject.reader.read(end - WINDOW_BYTES, WINDOW_BYTES);
  for (let at = 0; at < back.length; at++) {
    if (back[at] !== 0xff) continue;
    const chain = chainAt(back, at, MAX_FRAMES);
    if (chain.frames >= MIN_FRAMES && chain.kind === kind)
      return conclude(subject, end - back.length + chain.end, end);
    await subject.pace.breathe(STEPS_PER_FRAME * chain.frames);
  }
  return refuse('polyglot', 'Bytes follow the end of the recording.');
}

async function conclude(subject: Subject, soundEndsAt: number, end: number): Promise<CheckResult> {
  if (soundEndsAt > end) return CUT_SHORT;
  if (soundEndsAt === end) return OK;
  const rest = await subject.reader.read(soundEndsAt, end - soundEndsAt);
  // The last bytes of a frame's header are too few to tell it by.
  if (rest.length < 4 && rest[0] === 0xff) return CUT_SHORT;
  if (rest.every((byte) => byte === 0)) return OK;
  const rejection = await trailing(subject, soundEndsAt);
  return rejection === undefined ? OK : { rejection };
}
