import {
  CHARACTER_CLASS,
  DOUBTFUL,
  isDigit,
  isLineEnd,
  NUMERIC,
  PERCENT,
  REGULAR,
  WHITE_SPACE,
} from './characters.js';
import { MAX_MARKER_BYTES } from './limits.js';

export interface Marker {
  readonly word: 'obj' | 'trailer';
  /** 0 if it is not plain. */
  readonly objectNumber: number;
  /** As in `1 0 obj`. */
  readonly isFirstGeneration: boolean;
  /** Of the byte behind the word, in the slice. */
  readonly at: number;
}

const WORDS = (['obj', 'trailer'] as const).map((word) => ({ word, bytes: Buffer.from(word) }));
const LONGEST_WORD_BYTES = 7;
/** Kept of what came before: a marker's numbers, and the word if the slices cut it. */
const KEPT_BYTES = MAX_MARKER_BYTES + LONGEST_WORD_BYTES;

/**
 * Finds every place where a reader could begin to read: `1 0 obj` and `trailer`, in the open or within a comment, a
 * string or a stream. An xref entry may lead anywhere, and a reader that repairs a document searches all of it; so
 * nothing is hidden from us that is visible to one of them.
 */
export class MarkerFinder {
  private kept = Buffer.alloc(0);

  /** The words that end in this slice: those whose next byte is in it. In the order of their places. */
  find(slice: Buffer): Marker[] {
    const keptBytes = this.kept.length;
    const bytes = Buffer.concat([this.kept, slice]);
    this.kept = Buffer.from(bytes.subarray(Math.max(0, bytes.length - KEPT_BYTES)));
    const markers: Marker[] = [];
    for (const { word, bytes: letters } of WORDS) {
      const first = Math.max(0, keptBytes - letters.length);
      for (
        let at = bytes.indexOf(letters, first);
        at >= 0;
        at = bytes.indexOf(letters, at + letters.length)
      ) {
        const behind = at + letters.length;
        if (behind < keptBytes || behind >= bytes.length) continue;
        if (!isWord(bytes, at, behind)) continue;
        const objectNumber = word === 'obj' ? objectNumberBefore(bytes, at) : 0;
        if (objectNumber === undefined) continue;
        const isFirstGeneration = word === 'obj' && hasFirstGeneration(bytes, at);
        markers.push({ word, objectNumber, isFirstGeneration, at: behind - keptBytes });
      }
    }
    return markers.sort((one, other) => one.at - other.at);
  }
}

const classOf = (bytes: Buffer, at: number): number => CHARACTER_CLASS[bytes[at] ?? 0] ?? REGULAR;

/** Readers end a number where a letter begins, so digits may stand right before it. */
function isWord(bytes: Buffer, start: number, behind: number): boolean {
  return classOf(bytes, behind) < NUMERIC && (start === 0 || classOf(bytes, start - 1) !== REGULAR);
}

/**
 * The number in `1 0 obj`; undefined if this is no such thing. Comments may stand between the numbers and the word: one
 * number, or a comment on the line above, must do. Where that is too far back to see, it counts.
 */
function objectNumberBefore(bytes: Buffer, word: number): number | undefined {
  const oldest = Math.max(0, word - MAX_MARKER_BYTES);
  const generationEnd = skipBack(bytes, word, oldest, WHITE_SPACE);
  const generation = skipBack(bytes, generationEnd, oldest, NUMERIC);
  if (generation === generationEnd)
    return isBehindComment(bytes, word, generationEnd, oldest) ? UNKNOWN : undefined;
  const numberEnd = skipBack(bytes, generation, oldest, WHITE_SPACE);
  const number = skipBack(bytes, numberEnd, oldest, NUMERIC);
  const isWhole = number < numberEnd && numberEnd < generation && (number > oldest || oldest === 0);
  if (!isWhole) return UNKNOWN;
  // What stands on the line above may be a comment's.
  if (isBehindComment(bytes, word, generationEnd, oldest)) return UNKNOWN;
  if (isBehindComment(bytes, generation, numberEnd, oldest)) return UNKNOWN;
  const digits = bytes.subarray(number, numberEnd);
  return digits.length <= 10 && digits.every(isDigit) ? Number(digits.toString('latin1')) : UNKNOWN;
}

const UNKNOWN = 0;
const ZERO = 0x30;

function hasFirstGeneration(bytes: Buffer, word: number): boolean {
  const oldest = Math.max(0, word - MAX_MARKER_BYTES);
  const end = skipBack(bytes, word, oldest, WHITE_SPACE);
  const generation = bytes.subarray(skipBack(bytes, end, oldest, NUMERIC), end);
  return generation.length > 0 && generation.every((byte) => byte === ZERO);
}

/** The start of the run of such bytes that ends before `end`. What is white space to one reader is so here. */
function skipBack(bytes: Buffer, end: number, oldest: number, kind: number): number {
  let at = end;
  while (at > oldest && isOf(kind, classOf(bytes, at - 1))) at -= 1;
  return at;
}

const isOf = (kind: number, found: number): boolean =>
  found === kind || (kind === WHITE_SPACE && found === DOUBTFUL);

/** The word stands first on its line, and the last line that was not blank has a comment. */
function isBehindComment(bytes: Buffer, word: number, blanksStart: number, oldest: number): boolean {
  if (blanksStart === oldest) return isTooFarBack(oldest);
  if (!bytes.subarray(blanksStart, word).some(isLineEnd)) return false;
  for (let at = blanksStart - 1; at >= oldest; at -= 1) {
    const byte = bytes[at] ?? 0;
    if (byte === PERCENT) return true;
    if (isLineEnd(byte)) return false;
  }
  return isTooFarBack(oldest);
}

/** Nothing before it is kept; at the beginning of the document there is nothing before it. */
const isTooFarBack = (oldest: number): boolean => oldest > 0;
