import { reject, type Rejection } from '#core';
import type { Subject } from '../../inspection/check.js';

/** What recorders that write whole blocks leave behind. */
const MAX_PADDING_BYTES = 64 * 1024;

/** What may follow the end of a recording: nothing, or a few zeros. */
export async function trailing({ reader, size }: Subject, end: number): Promise<Rejection | undefined> {
  if (end >= size) return undefined;
  if (size - end > MAX_PADDING_BYTES) return reject('polyglot', 'Bytes follow the end of the recording.');
  const rest = await reader.read(end, size - end);
  return rest.every((byte) => byte === 0)
    ? undefined
    : reject('polyglot', 'Bytes follow the end of the recording.');
}
