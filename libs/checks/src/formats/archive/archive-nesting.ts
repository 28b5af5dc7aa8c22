import { isRejection, reject, type Rejection } from '#core';
import { refuse, type Check, type Subject } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import { TAIL_BYTES } from '../../reading/range-source.js';
import { zipDirectory } from '../zip/directory.js';
import { ENCRYPTED_FLAGS, STORED, type ZipEntry } from '../zip/entry.js';
import { zipEncryption } from '../zip/zip-encryption.js';
import { isExpansionBomb, type ExpansionLimits } from './expansion.js';
import { nestedReader } from './nested-reader.js';

/** By name: what an unpacker that goes on inside would unpack as well. */
const ARCHIVE = /\.(?:zipx?|7z|rar|tar|tgz|gz|bz2|xz|zst|lz4|lzma|cab|arj|lzh|ace)[. ]*$/i;
const ZIP = /\.zipx?[. ]*$/i;
/** An export in parts, a year of daily logs. */
const MAX_NESTED = 400;
/** For the ends of all archives inside; ranges near each other are joined. */
const MAX_REQUESTS = 12;

/**
 * A ZIP in a ZIP is fine one level deep, if the two together unpack within the limits. Deeper ones are how a small file
 * unpacks to petabytes, so they are a bomb whatever their sizes. Reads the directories of the ZIPs inside: of a
 * deflated one all of it.
 */
export function nestedArchives(limits: ExpansionLimits): Check {
  return {
    name: 'archive-nesting',
    reads: 'the directories of the ZIPs inside',
    codes: ['archive-bomb', 'encrypted', 'malformed', 'truncated', 'unverifiable'],
    async run(subject) {
      const directory = await zipDirectory(subject);
      if (isRejection(directory)) return { rejection: directory };
      const nested = directory.entries.filter(isNested);
      if (nested.length > MAX_NESTED)
        return refuse('unverifiable', `The ZIP has more than ${MAX_NESTED} ZIPs inside.`);
      await subject.reader.prefetch(nested.flatMap(neededOf), MAX_REQUESTS);
      const findings = new Findings(subject.policy);
      const totals = { entries: directory.entries.length, bytes: sumOf(directory.entries) };
      for (const entry of nested) {
        const memory = subject.memory.part();
        const rejections = await look({ ...subject, memory }, entry, totals).finally(() => memory.giveBack());
        for (const { code, detail } of rejections) findings.reject(code, detail);
        if (findings.rejection !== undefined) return findings.result();
        const bomb = isExpansionBomb(totals, subject.size, limits);
        if (bomb !== undefined) return { rejection: bomb };
      }
      return findings.result();
    },
  };
}

/** One that is encrypted is opaque: a policy that tolerates it tolerates what is in it. */
const isNested = ({ name, isFolder, flags }: ZipEntry): boolean =>
  !isFolder && ZIP.test(name) && (flags & ENCRYPTED_FLAGS) === 0;

/** The header and the end of a stored one; all of a deflated one. */
function neededOf({ method, offset, limit }: ZipEntry): { start: number; end: number }[] {
  const end = Math.max(offset, limit - TAIL_BYTES);
  if (method !== STORED) return limit - offset > MAX_PREFETCHED_BYTES ? [] : [{ start: offset, end: limit }];
  return [
    { start: offset, end: Math.min(limit, offset + 1024) },
    { start: end, end: limit },
  ];
}

/** A larger one is better streamed than held. */
const MAX_PREFETCHED_BYTES = 128 * 1024;

/** All that is wrong with it: one that a policy tolerates must not hide the others. */
async function look(
  subject: Subject,
  entry: ZipEntry,
  totals: { entries: number; bytes: number },
): Promise<readonly Rejection[]> {
  const reader = await nestedReader(subject, entry);
  if (isRejection(reader)) return [inside(reader)];
  const inner: Subject = { ...subject, size: reader.size, reader };
  const directory = await zipDirectory(inner);
  if (isRejection(directory)) return [inside(directory)];
  totals.entries += directory.entries.length;
  totals.bytes += sumOf(directory.entries);
  const { rejection } = await zipEncryption.run(inner);
  return [
    ...(rejection === undefined ? [] : [inside(rejection)]),
    ...(directory.entries.some(({ name, isFolder }) => !isFolder && ARCHIVE.test(name))
      ? [reject('archive-bomb', 'An archive in the ZIP has archives in it.')]
      : []),
  ];
}

const sumOf = (entries: readonly ZipEntry[]): number => entries.reduce((sum, { bytes }) => sum + bytes, 0);
const inside = ({ code, detail }: Rejection): Rejection => reject(code, `In an archive inside: ${detail}`);
