import { reject, type Rejection } from '#core';
import type { Memory } from '../../reading/memory/memory.js';
import type { Pace } from '../../reading/pace.js';
import { decodeAscii85, decodeAsciiHex } from './ascii-filters.js';
import { CHARACTER_CLASS, WHITE_SPACE } from './characters.js';
import type { Decoded } from './decoded.js';
import { isNull, type PdfDictionary, type PdfValue } from './dictionary.js';
import { inflate, inflateBeginning } from './inflate.js';
import {
  INFLATED_BYTES_AT_ANY_RATIO,
  MAX_FILTERS,
  MAX_INFLATED_BYTES,
  MAX_INFLATION_RATIO,
} from './limits.js';
import type { EncodedStream } from './encoded-stream.js';

const damaged = reject('malformed', 'The PDF has an object stream that does not decode.');

/** Of an encrypted stream: whole blocks. */
const MAX_BEGINNING_BYTES = 64 * 1024;

/** The first bytes that a filter makes of an object stream, whatever comes behind them. */
export async function decodeBeginning(
  { dictionary, objectNumber, body, decryption }: EncodedStream,
  allowance: Allowance,
  pace: Pace,
  memory: Memory,
): Promise<Buffer | undefined> {
  const filters = filtersOf(dictionary);
  if (body === undefined || filters === undefined) return undefined;
  let bytes = body;
  if (decryption !== undefined) {
    const beginning = body.subarray(0, MAX_BEGINNING_BYTES);
    const decrypted = await decryption.decrypt(objectNumber, beginning, pace, memory);
    if (decrypted === undefined) return undefined;
    bytes = decrypted;
  }
  for (const filter of filters) {
    const decode = filter === inflate ? inflateBeginning : filter;
    const decoded = await decode(bytes, allowance.bytesLeft, pace, memory);
    if (!Buffer.isBuffer(decoded)) return undefined;
    bytes = decoded;
    allowance.bytesLeft -= decoded.length;
  }
  return bytes;
}

/** What all object streams of a document may still come to, with what each filter of a chain makes of them. */
export interface Allowance {
  bytesLeft: number;
}

/**
 * The bytes of an object stream, through its chain of filters; a rejection if two readers could see different ones.
 * What the first filters of a chain make counts like what the last one makes: a longer chain allows no more work.
 */
export async function decodeObjectStream(
  { dictionary, objectNumber, body, decryption }: EncodedStream,
  allowance: Allowance,
  pace: Pace,
  memory: Memory,
): Promise<Buffer | Rejection> {
  if (body === undefined)
    return reject('unverifiable', 'The PDF has an object stream too large to look into.');
  if (!agreesWithLength(dictionary, body))
    return reject('malformed', 'The PDF has an object stream of unclear length.');
  const filters = filtersOf(dictionary);
  if (filters === undefined)
    return reject('unverifiable', 'The PDF has an object stream in an encoding that is not known.');

  let bytes = body;
  let before = memory.part();
  if (decryption !== undefined) {
    // Under another key, or another number of the object, other bytes come out. None of them can be in deflate as well.
    if (filters[0] !== inflate)
      return reject('unverifiable', 'The PDF has an encrypted object stream that is not compressed.');
    const decrypted = await decryption.decrypt(objectNumber, encryptedPart(dictionary, body), pace, before);
    if (decrypted === undefined) return damaged;
    bytes = decrypted;
  }
  let bytesLeft = Math.min(
    MAX_INFLATED_BYTES,
    Math.max(INFLATED_BYTES_AT_ANY_RATIO, body.length * MAX_INFLATION_RATIO),
  );
  for (const filter of filters) {
    const after = memory.part();
    const decoded = await filter(bytes, Math.min(bytesLeft, allowance.bytesLeft), pace, after);
    before.giveBack();
    before = after;
    if (decoded === 'too-large')
      return reject('archive-bomb', 'The PDF has an object stream that inflates too far.');
    if (decoded === 'damaged') return damaged;
    bytes = decoded;
    bytesLeft -= decoded.length;
    allowance.bytesLeft -= decoded.length;
  }
  return bytes;
}

type Filter = (bytes: Buffer, maxBytes: number, pace: Pace, memory: Memory) => Promise<Decoded>;

/** The short names are those of inline images; readers take them anywhere. */
const FILTERS: Readonly<Record<string, Filter | undefined>> = {
  FlateDecode: inflate,
  Fl: inflate,
  ASCIIHexDecode: decodeAsciiHex,
  AHx: decodeAsciiHex,
  ASCII85Decode: decodeAscii85,
  A85: decodeAscii85,
};

/** Undefined for a chain that is not known: other filters, predictors, or one that stands somewhere else. */
function filtersOf(dictionary: PdfDictionary): Filter[] | undefined {
  if ([...dictionary.all('DecodeParms'), ...dictionary.all('DP')].some(hasPredictor)) return undefined;
  const [filter, ...others] = dictionary.all('Filter');
  // `/F` names a file, but some readers take it for the filter, as in an inline image.
  if (others.length > 0 || dictionary.has('F')) return undefined;
  if (filter === undefined || isNull(filter)) return [];
  const names = filter.kind === 'array' ? filter.values : [filter];
  if (names.length > MAX_FILTERS || (filter.kind === 'array' && filter.length > names.length))
    return undefined;
  const filters = names.map((name) => (name.kind === 'name' ? FILTERS[name.name] : undefined));
  return filters.every((known) => known !== undefined) ? filters : undefined;
}

function hasPredictor(parameters: PdfValue): boolean {
  if (isNull(parameters)) return false;
  if (parameters.kind === 'array')
    return parameters.length > parameters.values.length || parameters.values.some(hasPredictor);
  return parameters.kind !== 'dictionary' || parameters.hasPredictor;
}

/** Without what stands between it and `endstream`, where its length says so. */
function encryptedPart(dictionary: PdfDictionary, body: Buffer): Buffer {
  const [length] = dictionary.all('Length');
  return length?.kind === 'number' ? body.subarray(0, length.value) : body;
}

/** Between the last byte and `endstream`: a line end, or padding up to a block. */
const MAX_BLANKS_BEHIND = 4096;

/** One reader goes by `/Length`, another by `endstream`. An indirect length is only trusted where the data end by themselves. */
function agreesWithLength(dictionary: PdfDictionary, body: Buffer): boolean {
  const [length, ...others] = dictionary.all('Length');
  if (length === undefined || others.length > 0) return false;
  if (length.kind === 'reference') return dictionary.has('Filter');
  if (length.kind !== 'number' || !Number.isInteger(length.value) || length.value > body.length) return false;
  if (body.length - length.value > MAX_BLANKS_BEHIND) return false;
  return body.subarray(length.value).every((byte) => CHARACTER_CLASS[byte] === WHITE_SPACE);
}
