import { reject, type Rejection } from '#core';
import type { ExpansionLimits } from '../zip/zip-expansion.js';

export type { ExpansionLimits };

const MIB = 1024 * 1024;

/** Far more than an archive of 100 MiB unpacks to honestly, and what a volume can still take. */
export const ARCHIVE_LIMITS: ExpansionLimits = { maxEntries: 20_000, maxTotalBytes: 16 * 1024 * MIB };

/** Logs in an archive in an archive reach about 100:1. */
const NESTED_RATIO = { aboveBytes: 64 * MIB, maxRatio: 300 };

/** An archive and those inside it, together. */
export function isExpansionBomb(
  { entries, bytes }: { readonly entries: number; readonly bytes: number },
  size: number,
  { maxEntries, maxTotalBytes }: ExpansionLimits,
): Rejection | undefined {
  if (entries > maxEntries)
    return reject('archive-bomb', `The ZIP has more than ${maxEntries} entries in all.`);
  if (bytes > maxTotalBytes)
    return reject('archive-bomb', `The ZIP unpacks to more than ${maxTotalBytes} bytes in all.`);
  return bytes > NESTED_RATIO.aboveBytes && bytes > NESTED_RATIO.maxRatio * size
    ? reject('archive-bomb', 'The ZIP unpacks to too many times its size in all.')
    : undefined;
}
