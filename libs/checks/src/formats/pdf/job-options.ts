import type { Pace } from '../../reading/pace.js';
import { Tokenizer, type TokenSink } from './tokenizer.js';

/** Distiller's own have some 20 KiB, most of it descriptions in many languages. */
const MAX_BYTES = 256 * 1024;
/** Bytes between two looks at the clock. */
const SLICE_BYTES = 4 * 1024;
/** As far as a tokenizer keeps a word: `setdistillerparams` and `setpagedevice` are all that is done with the settings. */
const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'setdistillerpara', 'setpagedevice']);
const BEGINNING = /^[\t\n\r ]*<</;
/** What a page's parser would take for a tag, in a string. */
const TAG = /<<(?=[A-Za-z!?])|(?<!<)<(?!<|[0-9A-Fa-f\s]*>)/;
const NOT_TEXT = /[^\t\n\r\x20-\xff]/;

/** Are these settings of Acrobat Distiller: dictionaries in PostScript, and no program? */
export async function isJobOptions(content: Buffer, pace: Pace): Promise<boolean> {
  if (content.length > MAX_BYTES) return false;
  const text = content.toString('latin1');
  let isSettings = BEGINNING.test(text) && !TAG.test(text);
  const settle = (): undefined => undefined;
  const other = (): void => void (isSettings = false);
  const sink: TokenSink = {
    number: settle,
    name: settle,
    string: settle,
    keyword: (word, isCertain) => void (isSettings &&= isCertain && WORDS.has(word)),
    openDictionary: settle,
    closeDictionary: settle,
    openArray: settle,
    closeArray: settle,
    stray: other,
    doubt: other,
    wantsString: false,
  };
  const tokenizer = new Tokenizer(sink);
  for (let at = 0; at < content.length && isSettings; at += SLICE_BYTES) {
    const end = Math.min(content.length, at + SLICE_BYTES);
    isSettings &&= !NOT_TEXT.test(content.toString('latin1', at, end));
    tokenizer.push(content, at, end);
    await pace.breathe(end - at);
  }
  const isWhole = tokenizer.isAtTokenEnd;
  tokenizer.end();
  return isSettings && isWhole;
}
