import { createHash } from 'node:crypto';
import type { Declaration, Policy } from '#core';
import {
  FIRST_READ_BYTES,
  findMediaType,
  Inspection,
  type CheckTrace,
  type InspectionOptions,
  type InspectionResult,
  type RangeSource,
} from '#checks';

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
}

/** Inspects bytes declared as that type, honestly in everything that `claims` does not change. */
export async function inspect(
  bytes: Uint8Array,
  contentType: string,
  { filename, policy, declaration, storedContentType, ...options }: Claims = {},
): Promise<Inspected> {
  const source = new BytesSource(bytes);
  const traces: CheckTrace[] = [];
  const mediaType = findMediaType(contentType, options.mediaTypes);
  const result = await new Inspection({ ...options, onCheck: (trace) => traces.push(trace) }).run(
    {
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
      source,
    },
    new AbortController().signal,
  );
  return { result, source, traces };
}

/** `accepted`, or the code of the rejection: what a matrix of fixtures asserts. */
export async function verdictOn(bytes: Uint8Array, contentType: string, claims?: Claims): Promise<string> {
  const { result } = await inspect(bytes, contentType, claims);
  return 'rejection' in result ? result.rejection.code : 'accepted';
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');
