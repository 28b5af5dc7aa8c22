import type { Memory } from '../../reading/memory/memory.js';
import type { Pace } from '../../reading/pace.js';
import { decodeBeginning, type Allowance } from './decode-stream.js';
import type { PdfDictionary } from './dictionary.js';
import type { Evidence } from './evidence.js';
import type { EncodedStream } from './encoded-stream.js';
import { Tokenizer, type TokenSink } from './tokenizer.js';

/** Nothing but `/N`: a colour profile, or what only MuPDF takes for an object stream. */
export const isNamelessObjectStream = (dictionary: PdfDictionary): boolean =>
  !dictionary.hasName('Type', 'ObjStm') && !dictionary.has('First');

/**
 * MuPDF reads on from an object number and an offset. A colour profile has its length and its maker there, in bytes that
 * are no numbers (ICC.1, 7.2). Old ones are in LZW: where nothing can be in an object stream, they are not asked for more.
 */
export async function judgeNamelessObjectStream(
  objectStream: EncodedStream,
  allowance: Allowance,
  evidence: Evidence,
  pace: Pace,
  memory: Memory,
): Promise<void> {
  const beginning = await decodeBeginning(objectStream, allowance, pace, memory);
  if (beginning === undefined) evidence.hasUnreadStream = true;
  else if (mayBeDirectory(beginning))
    evidence.reportUnlessEncrypted(
      'malformed',
      'The PDF has an object stream that does not say where its objects begin.',
    );
}

/** Up to two numbers, or to the end of what is there. */
function mayBeDirectory(bytes: Buffer): boolean {
  let numbers = 0;
  let hasOther = false;
  const other = (): void => {
    hasOther = true;
    tokenizer.stop();
  };
  const sink: TokenSink = {
    number: () => {
      numbers += 1;
      if (numbers === 2) tokenizer.stop();
    },
    name: other,
    string: other,
    keyword: other,
    openDictionary: other,
    closeDictionary: other,
    openArray: other,
    closeArray: other,
    stray: other,
    doubt: other,
    wantsString: false,
  };
  const tokenizer = new Tokenizer(sink);
  tokenizer.push(bytes, 0, Math.min(bytes.length, MAX_BYTES));
  return bytes.length > 0 && !hasOther;
}

/** Looked at for the two numbers: blanks and comments may stand before them, in no colour profile. */
const MAX_BYTES = 4 * 1024;
