import { isRejection } from '#core';
import { refuse, OK, type Check } from '../../inspection/check.js';
import { zipDirectory } from './directory.js';
import type { ZipEntry } from './entry.js';

const MIB = 1024 * 1024;

/** What a type's archives may unpack to. */
export interface ExpansionLimits {
  readonly maxEntries: number;
  /** Uncompressed, of all entries. */
  readonly maxTotalBytes: number;
}

/**
 * Deflate cannot exceed 1,032:1. Repetitive XML of real documents reaches about 100:1 and stays small; what is large
 * and expands further is a bomb. Below the first size anything goes.
 */
const RATIO_LIMITS = [
  { aboveBytes: 64 * MIB, maxRatio: 150 },
  { aboveBytes: 32 * MIB, maxRatio: 500 },
];

/** The sizes the directory claims; who inflates an entry holds it to its claim. Reads the directory. */
export function zipExpansion(limits: ExpansionLimits): Check {
  return {
    name: 'zip-expansion',
    reads: 'the directory',
    codes: ['archive-bomb'],
    async run(subject) {
      const directory = await zipDirectory(subject);
      if (isRejection(directory)) return { rejection: directory };
      const { entries } = directory;
      if (entries.length > limits.maxEntries)
        return refuse('archive-bomb', `The ZIP has more than ${limits.maxEntries} entries.`);
      const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
      const compressedBytes = entries.reduce((sum, entry) => sum + entry.compressedBytes, 0);
      if (bytes > limits.maxTotalBytes)
        return refuse('archive-bomb', `The ZIP unpacks to more than ${limits.maxTotalBytes} bytes.`);
      return [...entries, { bytes, compressedBytes }].some(isBomb)
        ? refuse('archive-bomb', 'The ZIP unpacks to too many times its size.')
        : OK;
    },
  };
}

/** No deflater leaves much more than it was given: what claims to be so small is more than it claims. */
const MAX_GROWTH = { times: 2, bytes: 64 * 1024 };

const isBomb = ({ bytes, compressedBytes }: Pick<ZipEntry, 'bytes' | 'compressedBytes'>): boolean =>
  RATIO_LIMITS.some(({ aboveBytes, maxRatio }) => bytes > aboveBytes && bytes > maxRatio * compressedBytes) ||
  compressedBytes > MAX_GROWTH.times * bytes + MAX_GROWTH.bytes;
