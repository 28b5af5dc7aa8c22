import { OK, oncePerObject, refuse, type Check, type Subject } from '../../inspection/check.js';
import type { RangeReader } from '../../reading/range-reader.js';
import { findStartOfXref } from './file-end.js';
import { MAX_XREF_DICTIONARY_BYTES } from './limits.js';
import { Tokenizer } from './tokenizer.js';
import { ValueBuilder } from './value-builder.js';

/** A subsection's first line: its first object and how many. Some writers count from 1 by mistake, so the numbers are not asked for. */
const XREF_TABLE = /^[\0\t\n\f\r ]*xref[\0\t\n\f\r ]+\d{1,10}[\0\t\n\f\r ]+\d{1,10}[\0\t\n\f\r ]/;
/** The beginning of an object. */
export const OBJECT = /^[\0\t\n\f\r ]*\d{1,10}[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![0-9A-Za-z])/;

/** The file is whole: it has its end, and that leads to an xref table or stream. Reads the tail, and 60 KiB at the xref. */
export const pdfEnd: Check = {
  name: 'pdf-end',
  reads: 'the tail, and 60 KiB at the xref',
  codes: ['damaged', 'malformed', 'polyglot', 'truncated'],
  async run(subject) {
    const { start, isSound } = await endOf(subject);
    if (typeof start !== 'number')
      return isCutShort(subject.reader) ? refuse('truncated', 'The PDF is shorter than it says.') : start;
    return isSound ? OK : refuse('damaged', "The PDF's end does not lead to an xref table or stream.");
  },
};

const endOf = oncePerObject(async ({ reader }) => {
  const start = findStartOfXref((await reader.tail()).toString('latin1'));
  return { start, isSound: typeof start === 'number' && (await isXref(reader, start)) };
});

/** Where the last xref section of the file is; undefined if its end does not lead to one. */
export async function xrefPosition(subject: Subject): Promise<number | undefined> {
  const { start, isSound } = await endOf(subject);
  return isSound && typeof start === 'number' ? start : undefined;
}

async function isXref(reader: RangeReader, start: number): Promise<boolean> {
  const section = (await reader.read(start, MAX_XREF_DICTIONARY_BYTES)).toString('latin1');
  if (XREF_TABLE.test(section)) return true;
  const object = OBJECT.exec(section)?.[0];
  return object !== undefined && isXrefStream(Buffer.from(section.slice(object.length), 'latin1'));
}

/** Annex F.3.3: a linearized file says how long it is, and has an end of a kind near its beginning. Updates make it longer, never shorter. */
function isCutShort({ head, size }: RangeReader): boolean {
  const [, bytes] =
    /\/Linearized\b[^>]{0,256}\/L\s{0,16}(\d{1,10})/.exec(head.toString('latin1', 0, 1024)) ?? [];
  return bytes !== undefined && Number(bytes) > size;
}

function isXrefStream(bytes: Buffer): boolean {
  let isXref = false;
  const stop = (): void => tokenizer.stop();
  const builder = new ValueBuilder({
    nested: () => undefined,
    dictionary: (dictionary) => {
      isXref = dictionary.hasName('Type', 'XRef');
      stop();
    },
    value: stop,
    keyword: stop,
    tooDeep: stop,
  });
  const tokenizer = new Tokenizer(builder);
  tokenizer.push(bytes, 0, bytes.length);
  return isXref;
}
