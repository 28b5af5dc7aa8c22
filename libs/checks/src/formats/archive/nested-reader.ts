import { isRejection, reject, type Rejection } from '#core';
import { BudgetExceeded } from '../../reading/budget-exceeded.js';
import type { Subject } from '../../inspection/check.js';
import { RangeReader } from '../../reading/range-reader.js';
import { DEFLATED, STORED, type ZipEntry } from '../zip/entry.js';
import { readLocalHeader } from '../zip/local-header.js';
import { readEntry } from '../zip/read-entry.js';

/** What is kept of the end of an archive that must be inflated: a directory of some ten thousand entries. */
const MAX_END_BYTES = 4 * 1024 * 1024;
/** The reads of one archive inside: they are paid for by the reader of the outer one. */
const READS = { requests: 8, bytes: Number.MAX_SAFE_INTEGER };

/** Just enough of an archive inside to read its directory: of a stored one by ranges, of a deflated one its end. */
export async function nestedReader(subject: Subject, entry: ZipEntry): Promise<RangeReader | Rejection> {
  if (entry.method === STORED) return storedReader(subject, entry);
  if (entry.method !== DEFLATED)
    return reject('unverifiable', 'An archive in the ZIP is compressed in an unusual way.');
  await subject.memory.take(Math.min(entry.bytes, MAX_END_BYTES));
  const kept: Buffer[] = [];
  let keptBytes = 0;
  const rejection = await readEntry(subject, entry, (slice) => {
    kept.push(Buffer.from(slice));
    keptBytes += slice.length;
    for (let [oldest] = kept; oldest && keptBytes - oldest.length >= MAX_END_BYTES; [oldest] = kept) {
      keptBytes -= oldest.length;
      kept.shift();
    }
  });
  return (
    rejection ?? readerOf(subject, entry.bytes, (start, length) => lastOf(kept, entry.bytes, start, length))
  );
}

/** A range of an archive of which only the last slices were kept. */
async function* lastOf(
  kept: readonly Buffer[],
  size: number,
  start: number,
  length: number,
): AsyncGenerator<Buffer> {
  let at = size - kept.reduce((sum, { length }) => sum + length, 0);
  if (start < at)
    throw new BudgetExceeded(`The checks need more than ${MAX_END_BYTES} bytes of an archive inside.`);
  for (const slice of kept) {
    const piece = slice.subarray(Math.max(0, start - at), Math.max(0, start + length - at));
    if (piece.length > 0) yield piece;
    at += slice.length;
  }
}

async function storedReader(subject: Subject, entry: ZipEntry): Promise<RangeReader | Rejection> {
  const layout = await readLocalHeader(subject.reader, entry);
  if (isRejection(layout)) return layout;
  return readerOf(subject, entry.bytes, (start, length) =>
    subject.reader.stream(layout.contentStart + start, layout.contentStart + start + length),
  );
}

function readerOf(
  { pace, memory }: Subject,
  size: number,
  open: (start: number, length: number) => AsyncIterable<Buffer>,
): RangeReader {
  const source = {
    size,
    first: Buffer.alloc(0),
    open: async (start: number, length: number) => Promise.resolve(open(start, length)),
  };
  return new RangeReader(source, READS, pace, new AbortController().signal, memory);
}
