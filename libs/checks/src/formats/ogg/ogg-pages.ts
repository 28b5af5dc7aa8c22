import { OK, refuse, type Check, type CheckResult, type Subject } from '../../inspection/check.js';
import { codecOf } from './codecs.js';
import { hasMedia } from './packets.js';
import { MAX_PAGE_BYTES, pageAt } from './page.js';

/** Each track's first page stands at the front: a few tracks, each page small. */
const FRONT_BYTES = 64 * 1024;
const MAX_PAGES = 1_000;

/** RFC 3533: the first pages say what it is, the last ends where the object does. Their CRCs hold. Reads both ends. */
export function oggPages(mediaType: 'audio/ogg' | 'video/ogg'): Check {
  return {
    name: 'ogg-pages',
    reads: 'the first 128 KiB and the tail',
    codes: ['malformed', 'polyglot', 'truncated', 'type-mismatch', 'unverifiable'],
    async run(subject) {
      const { reader, size } = subject;
      const front = await reader.read(0, Math.min(size, FRONT_BYTES + MAX_PAGE_BYTES));
      const kinds = await readTracks(subject, front);
      if (!Array.isArray(kinds)) return kinds;
      if (kinds.includes(undefined))
        return refuse('unverifiable', 'The recording has a track of an unknown kind.');
      const contentType = kinds.includes('video') ? 'video/ogg' : 'audio/ogg';
      if (contentType !== mediaType || !kinds.some((kind) => kind === 'audio' || kind === 'video'))
        return { ...refuse('type-mismatch', `The recording is not ${mediaType}.`), found: { contentType } };
      const isHeard = await hasMedia(front, subject.pace);
      if (front.length < size) return readEnd(subject, isHeard);
      const walked = await walk(subject, front, kinds);
      return walked.rejection === undefined && !isHeard ? NOTHING : walked;
    },
  };
}

const NOTHING = refuse(
  'truncated',
  'The recording ends behind its headers, before anything is to be heard or seen.',
);

async function readTracks({ pace }: Subject, front: Buffer): Promise<(string | undefined)[] | CheckResult> {
  const kinds: (string | undefined)[] = [];
  let at = 0;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = pageAt(front, at);
    if (page === 'cut') return refuse('truncated', 'The recording ends within its first pages.');
    if (page === undefined)
      return kinds.length === 0 || at < front.length
        ? refuse('malformed', 'The recording has something other than pages.')
        : refuse('truncated', 'The recording ends behind its first pages.');
    if (!page.isFirst) return kinds;
    kinds.push(codecOf(page.content));
    at += page.bytes;
    await pace.breathe();
  }
  return refuse('unverifiable', `The recording has more than ${MAX_PAGES} tracks.`);
}

/** A small one: page by page, through all the recordings that are chained in it. */
async function walk(
  { pace }: Subject,
  bytes: Buffer,
  kinds: readonly (string | undefined)[],
): Promise<CheckResult> {
  const open = new Set<number>();
  for (let at = 0; at < bytes.length;) {
    const page = pageAt(bytes, at);
    if (page === 'cut') return refuse('truncated', 'The recording ends within a page.');
    if (page === undefined)
      return bytes.toString('latin1', at, at + 4) === 'OggS'
        ? refuse('malformed', 'A page is not what its CRC says.')
        : refuse('polyglot', 'The recording has bytes that belong to no page.');
    if (page.isFirst && !kinds.includes(codecOf(page.content)))
      return refuse('polyglot', 'The recording goes on as something else.');
    if (page.isLast) open.delete(page.serial);
    else open.add(page.serial);
    at += page.bytes;
    await pace.breathe();
  }
  return finished(open.size === 0);
}

/** A large one: the last pages, of which the last ends at the end. */
async function readEnd({ reader, pace }: Subject, isHeard: boolean): Promise<CheckResult> {
  const back = await reader.tail();
  let isCut = false;
  for (let at = back.lastIndexOf('OggS'); at >= 0; at = at === 0 ? -1 : back.lastIndexOf('OggS', at - 1)) {
    const page = pageAt(back, at);
    isCut ||= page === 'cut';
    if (page !== undefined && page !== 'cut') {
      // Headers with large pictures in them fill the front: then the position says whether they end.
      if (at + page.bytes === back.length)
        return isHeard || page.granule !== 0n ? finished(page.isLast) : NOTHING;
      return isCut
        ? refuse('truncated', 'The recording ends within a page.')
        : refuse('polyglot', 'Bytes follow the last page.');
    }
    // What looked like one cost a CRC over as much.
    await pace.breathe(MAX_PAGE_BYTES);
  }
  return refuse('truncated', 'The recording does not end with a page.');
}

/** A recorder that was stopped, a stream that was saved: every page is whole, but nobody said that it was the last. */
const finished = (isFinished: boolean): CheckResult =>
  isFinished
    ? OK
    : {
        warnings: [
          { code: 'unfinished-recording', detail: 'The last page does not say that it is the last.' },
        ],
      };
