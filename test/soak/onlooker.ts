import { setTimeout as pause } from 'node:timers/promises';
import type { SoakCloud } from './cloud.js';
import type { Document } from './documents.js';

const FIRST_PAUSE_MILLISECONDS = 25;
const MAX_PAUSE_MILLISECONDS = 400;

/**
 * Somebody who tries to read the clean object again and again until `end`. True if there ever was anything but the
 * bytes of a genuine document.
 */
export async function sawUnchecked(
  cloud: Pick<SoakCloud, 'cleanBytes'>,
  id: string,
  document: Document,
  end: Promise<unknown>,
): Promise<boolean> {
  const ended = new AbortController();
  void end.catch(() => undefined).then(() => ended.abort());
  for (let wait = FIRST_PAUSE_MILLISECONDS; ; wait = Math.min(2 * wait, MAX_PAUSE_MILLISECONDS)) {
    const isLast = ended.signal.aborted; // looks once more after the end
    const bytes = await cloud.cleanBytes(id);
    if (bytes !== undefined && !(document.isGood && bytes.equals(document.bytes))) return true;
    if (isLast) return false;
    await pause(wait, undefined, { signal: ended.signal }).catch(() => undefined);
  }
}
