import { createHash } from 'node:crypto';
import type { Declaration, Policy, Rejection } from '#core';
import {
  checksOf,
  FIRST_READ_BYTES,
  findMediaType,
  Inspection,
  MEDIA_TYPES,
  type CheckTrace,
  type InspectionOptions,
  type InspectionResult,
  type InspectionSubject,
  type RangeSource,
  wholeObjectChecksOf,
} from '#checks';
import { ObservedTurn } from './observed-turn.js';
import { MAX_BLOCKED_MILLISECONDS, watch, type Watched } from './watchdog.js';

/** Bytes as an object store would give them, counting what it is asked for. */
export class BytesSource implements RangeSource {
  readonly size: number;
  readonly first: Uint8Array;
  readonly requests: { start: number; length: number }[] = [];

  constructor(
    private readonly bytes: Uint8Array,
    private readonly chunkBytes = 48 * 1024,
  ) {
    this.size = bytes.length;
    this.first = bytes.subarray(0, FIRST_READ_BYTES);
  }

  async open(start: number, length: number): Promise<AsyncIterable<Uint8Array>> {
    this.requests.push({ start, length });
    const { bytes, chunkBytes } = this;
    return (async function* () {
      for (let at = start; at < start + length; at += chunkBytes)
        yield bytes.subarray(at, Math.min(start + length, at + chunkBytes));
    })();
  }
}

export interface Claims extends InspectionOptions {
  readonly filename?: string;
  readonly policy?: Partial<Policy>;
  readonly declaration?: Partial<Declaration>;
  readonly storedContentType?: string;
}

export interface Inspected {
  readonly result: InspectionResult;
  readonly source: BytesSource;
  readonly traces: CheckTrace[];
  /** It never asked for more memory than any object may have. */
  readonly isWithinShare: boolean;
}

/** Bytes declared as that type, honestly in everything that `claims` does not change. */
export function subjectOf(
  bytes: Uint8Array,
  contentType: string,
  { filename, policy, declaration, storedContentType, mediaTypes }: Claims = {},
): InspectionSubject & { readonly source: BytesSource } {
  const mediaType = findMediaType(contentType, mediaTypes);
  return {
    declaration: {
      policy: 'test',
      filename: filename ?? `upload.${mediaType?.extensions[0] ?? 'bin'}`,
      contentType,
      size: Math.max(1, bytes.length),
      metadata: {},
      ...declaration,
    },
    policy: { name: 'test', maxBytes: 5 * 1024 ** 3, contentTypes: [contentType], ...policy },
    storedContentType: storedContentType ?? contentType,
    size: bytes.length,
    source: new BytesSource(bytes),
  };
}

/** How often a scan may show that it does not block: what compiles, or collects garbage, does so the first time. */
export const MAX_ATTEMPTS = 12;

/** @throws if the scan keeps the event loop from others for too long: every test of the checks is one of that, too. */
export async function inspect(
  bytes: Uint8Array,
  contentType: string,
  claims: Claims = {},
): Promise<Inspected> {
  const scan = (): Promise<Watched<Inspected>> => watch(() => scanOnce(bytes, contentType, claims));
  const { result, blockedMilliseconds } = await scan();
  // What a test brings along answers for itself, and may count how often it is asked.
  if (claims.mediaTypes !== undefined || claims.customChecks !== undefined) return result;
  let leastMilliseconds = blockedMilliseconds;
  for (let attempts = 1; leastMilliseconds > MAX_BLOCKED_MILLISECONDS; attempts++) {
    if (attempts === MAX_ATTEMPTS)
      throw new Error(`a scan blocks the event loop for ${leastMilliseconds} ms of CPU time`);
    leastMilliseconds = Math.min(leastMilliseconds, (await scan()).blockedMilliseconds);
  }
  return result;
}

export async function scanOnce(bytes: Uint8Array, contentType: string, claims: Claims): Promise<Inspected> {
  const traces: CheckTrace[] = [];
  const turn = new ObservedTurn();
  const inspection = new Inspection({ turn, ...claims, onCheck: (trace) => traces.push(trace) });
  const subject = subjectOf(bytes, contentType, claims);
  const result = await inspection.run(subject, new AbortController().signal);
  for (const { check, rejection } of traces) holdToItsWord(check, rejection);
  return { result, source: subject.source, traces, isWithinShare: turn.taken === 0 };
}

const CODES: ReadonlyMap<string, readonly string[]> = new Map(
  MEDIA_TYPES.flatMap((type) => [...checksOf(type), ...wholeObjectChecksOf(type)]).map(({ name, codes }) => [
    name,
    codes,
  ]),
);

/** @throws if a check refuses something for what it does not say, and the docs therefore do not */
function holdToItsWord(check: string, rejection: Rejection | undefined): void {
  const code = rejection?.kind ?? rejection?.code;
  if (code !== undefined && CODES.get(check)?.includes(code) === false)
    throw new Error(`${check} does not say that it refuses for ${code}`);
}

/** `accepted`, or the code of the rejection: what a matrix of fixtures asserts. */
export async function verdictOn(bytes: Uint8Array, contentType: string, claims?: Claims): Promise<string> {
  const { result } = await inspect(bytes, contentType, claims);
  return 'rejection' in result ? result.rejection.code : 'accepted';
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');
