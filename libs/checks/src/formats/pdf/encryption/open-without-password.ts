import type { Subject } from '../../../inspection/check.js';
import type { RangeReader } from '../../../reading/range-reader.js';
import { FIRST_READ_BYTES } from '../../../reading/range-source.js';
import { MAX_XREF_DICTIONARY_BYTES } from '../limits.js';
import { OBJECT, xrefPosition } from '../pdf-end.js';
import { Decryption } from './decryption.js';
import { keyOfEmptyPassword } from './empty-password.js';
import { encryptionDictionary } from './encryption-dictionary.js';
import { parseDictionary, type SmallDictionary } from './small-object.js';

/** Certificates make another handler's larger. */
const MAX_DICTIONARY_BYTES = 4 * 1024;
const TRAILER = 'trailer';

/**
 * What it takes to look into a document that is encrypted and opens without a password; undefined for one that is not, or that
 * needs one, and wherever that is not plain to see. Reads what the check of the end has read, and once more of one whose encryption
 * dictionary stands far from both ends.
 */
export async function openWithoutPassword(subject: Subject): Promise<Decryption | undefined> {
  const { reader } = subject;
  const section = await lastSection(subject);
  if (section === undefined) return undefined;
  const trailer = trailerOf(section, (await reader.tail()).toString('latin1'));
  const encrypt = trailer?.get('Encrypt');
  if (trailer === undefined || typeof encrypt !== 'object' || encrypt === null) return undefined;
  const objectNumber = 'objectNumber' in encrypt ? encrypt.objectNumber : undefined;
  const written = 'objectNumber' in encrypt ? await objectAt(reader, section, encrypt) : encrypt;
  const encryption = written instanceof Map ? encryptionDictionary(written as SmallDictionary) : undefined;
  if (encryption === undefined) return undefined;
  const ids = trailer.get('ID');
  const [id] = Array.isArray(ids) ? (ids as unknown[]) : [];
  const key = keyOfEmptyPassword(encryption, Buffer.isBuffer(id) ? id : Buffer.alloc(0));
  return key === undefined ? undefined : new Decryption(key, encryption.method, objectNumber);
}

/** What the document's end leads to; undefined where nothing is encrypted. */
async function lastSection(subject: Subject): Promise<string | undefined> {
  const { reader } = subject;
  const start = await xrefPosition(subject);
  if (start === undefined) return undefined;
  const section = await reader.read(start, MAX_XREF_DICTIONARY_BYTES);
  const isEncrypted = section.includes('/Encrypt') || (await reader.tail()).includes('/Encrypt');
  return isEncrypted ? section.toString('latin1') : undefined;
}

/** The dictionary of its stream, or what stands behind its table. */
function trailerOf(section: string, tail: string): SmallDictionary | undefined {
  const object = OBJECT.exec(section)?.[0];
  if (object !== undefined) return parseDictionary(section, object.length);
  const inSection = section.indexOf(TRAILER);
  if (inSection >= 0) return parseDictionary(section, inSection + TRAILER.length);
  return parseDictionary(tail, tail.lastIndexOf(TRAILER) + TRAILER.length);
}

/** Looked for where writers put it: near the beginning, near the end, or where the last xref table says. */
async function objectAt(
  reader: RangeReader,
  section: string,
  { objectNumber, generation }: { objectNumber: number; generation: number },
): Promise<SmallDictionary | undefined> {
  const begins = new RegExp(
    `(?<![\\w.])${objectNumber}[\\0\\t\\n\\f\\r ]+${generation}[\\0\\t\\n\\f\\r ]+obj`,
  );
  const first = await reader.read(0, Math.min(FIRST_READ_BYTES, reader.size));
  for (const bytes of [first, await reader.tail()]) {
    const text = bytes.toString('latin1');
    const found = begins.exec(text);
    if (found !== null) return parseDictionary(text, found.index + found[0].length);
  }
  const offset = offsetInTable(section, objectNumber);
  if (offset === undefined) return undefined;
  const text = (await reader.read(offset, MAX_DICTIONARY_BYTES)).toString('latin1');
  const found = begins.exec(text);
  return found?.index === 0 ? parseDictionary(text, found[0].length) : undefined;
}

const TABLE = /^[\0\t\n\f\r ]*xref[\0\t\n\f\r ]+/;
const SUBSECTION = /(\d{1,10}) (\d{1,10})[\0\t\f ]*(?:\r\n|[\r\n])/y;
/** ISO 32000-2, 7.5.4. */
const ENTRY_BYTES = 20;

function offsetInTable(section: string, objectNumber: number): number | undefined {
  let at = TABLE.exec(section)?.[0].length ?? section.length;
  while (at < section.length) {
    SUBSECTION.lastIndex = at;
    const [line = '', first = 0, count = 0] = SUBSECTION.exec(section) ?? [];
    if (line === '') return undefined;
    const index = objectNumber - Number(first);
    const entries = at + line.length;
    if (index >= 0 && index < Number(count)) {
      const offset = /^\d{10}(?= \d{5} n)/.exec(section.slice(entries + index * ENTRY_BYTES))?.[0];
      return offset === undefined ? undefined : Number(offset);
    }
    at = entries + Number(count) * ENTRY_BYTES;
  }
  return undefined;
}
