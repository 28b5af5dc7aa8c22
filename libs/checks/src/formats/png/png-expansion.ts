import { refuse, type CheckResult, type WholeObjectCheck } from '../../inspection/check.js';
import { Inflater } from '../../reading/inflate/inflater.js';
import { SliceCursor, type Walk } from '../../reading/slice-cursor.js';

/** Of all texts and profiles of one image, inflated. libpng takes 8 MB of one; genuine ones have some KiB, edited ones some MiB. */
const MAX_INFLATED_BYTES = 32 * 1024 * 1024;
/** Each is a stream of its own to zlib. Genuine images have a dozen. */
const MAX_TEXTS = 1024;
const SIGNATURE_BYTES = 8;
const CRC_BYTES = 4;
/** What stands before the compressed bytes: a keyword has at most 79 bytes, a translated one what its author likes. */
const MAX_FRONT_BYTES = 16 * 1024;
const LONG_FRONT = refuse(
  'malformed',
  'The PNG has a text that does not begin within the bytes that its name may have.',
);
const BOMB = refuse(
  'archive-bomb',
  `The PNG's texts and profiles unpack to more than ${MAX_INFLATED_BYTES} bytes.`,
);

const TOO_MANY = refuse('unverifiable', `The PNG has more than ${MAX_TEXTS} deflated texts and profiles.`);

/** A piece of deflated bytes, the end of them, or why there is nothing more to see. */
type Deflated = Buffer | 'end' | CheckResult;

/** W3C PNG 11.3.2.3 (iCCP) and 11.3.3 (zTXt, iTXt): what readers inflate before they show a picture. Reads the whole object. */
export const pngExpansion: WholeObjectCheck = {
  name: 'png-expansion',
  reads: 'everything',
  codes: ['archive-bomb', 'malformed', 'unverifiable'],
  observe({ pace }) {
    const cursor = new SliceCursor();
    const deflated: Deflated[] = [];
    const steps = walk(cursor, (piece) => deflated.push(piece));
    steps.next();
    let inflater: Inflater | undefined;
    let inflatedBytes = 0;
    let texts = 0;

    async function take(piece: Deflated): Promise<CheckResult | undefined> {
      if (piece !== 'end' && !Buffer.isBuffer(piece)) return piece;
      if (inflater === undefined && ++texts > MAX_TEXTS) return TOO_MANY;
      inflater ??= new Inflater('zlib', MAX_INFLATED_BYTES - inflatedBytes, pace);
      // Only how much it is matters.
      for await (const _ of piece === 'end' ? inflater.finish() : inflater.write(piece)) continue;
      const { state, producedBytes } = inflater;
      if (state === 'too-large') return BOMB;
      if (piece !== 'end') return undefined;
      // What is broken is not shown, but what it made before that was made.
      inflatedBytes += producedBytes;
      inflater = undefined;
      return undefined;
    }

    return {
      async consume(slice) {
        cursor.feed(slice);
        steps.next();
        for (const piece of deflated.splice(0)) {
          const result = await take(piece);
          if (result !== undefined) return result;
        }
        cursor.settle();
        return undefined;
      },
      finish: () => ({}),
    };
  },
};

/** Trusts the lengths of the chunks: whether they hold is another check's question. */
function* walk(cursor: SliceCursor, give: (piece: Deflated) => void): Walk<void> {
  yield* cursor.skip(SIGNATURE_BYTES);
  for (;;) {
    const header = Buffer.from(yield* cursor.take(8));
    const end: number = cursor.position + header.readUInt32BE(0);
    const front = yield* passFront(cursor, header.toString('latin1', 4), end);
    if (front === 'long') return give(LONG_FRONT);
    if (front === 'deflated' && cursor.position < end) {
      yield* cursor.skip(end - cursor.position, give);
      give('end');
    }
    yield* cursor.skip(end - cursor.position + CRC_BYTES);
  }
}

/** Over the names before deflated bytes, to these; `none` if the chunk has none. */
function* passFront(cursor: SliceCursor, type: string, end: number): Walk<'deflated' | 'none' | 'long'> {
  if (!['zTXt', 'iCCP', 'iTXt'].includes(type)) return 'none';
  const names = yield* passNames(cursor, 1, end);
  if (names !== 'passed') return names;
  if (type !== 'iTXt') return (yield* passBytes(cursor, 1, end)) === undefined ? 'none' : 'deflated';
  const flags = yield* passBytes(cursor, 2, end);
  if (flags === undefined || flags[0] === 0) return 'none';
  const translated = yield* passNames(cursor, 2, end);
  return translated === 'passed' ? 'deflated' : translated;
}

function* passBytes(cursor: SliceCursor, bytes: number, end: number): Walk<Buffer | undefined> {
  return cursor.position + bytes > end ? undefined : Buffer.from(yield* cursor.take(bytes));
}

/** Each ends with a zero byte. */
function* passNames(cursor: SliceCursor, names: number, end: number): Walk<'passed' | 'none' | 'long'> {
  for (let left = names, passed = 0; left > 0; passed++) {
    if (cursor.position >= end) return 'none';
    if (passed === MAX_FRONT_BYTES) return 'long';
    if ((yield* cursor.byte()) === 0) left -= 1;
  }
  return 'passed';
}
