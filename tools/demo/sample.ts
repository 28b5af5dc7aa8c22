import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';

/** So that even a small file shows some progress. */
const CHUNK_BYTES = 16 * 1024;

/** How an upload ended: with a verdict, or refused before there could be one, by the gateway or by S3. */
export interface Outcome {
  readonly verdict: 'validated' | 'rejected' | 'refused';
  /** The code of a rejection, a problem or an S3 error. */
  readonly reason?: string;
}

/** A file to upload. */
export interface Sample {
  readonly filename: string;
  readonly size: number;
  /** What the client says the size is. */
  readonly declaredSize: number;
  /** What must become of it; of a user's own file nobody knows. */
  readonly expected?: Outcome;
  /** Of a sample of ours: the policy that its outcome depends on. */
  readonly policy?: string;
  /** Afterwards the same URL is used again. */
  readonly isReplayed?: true;
  open(): Readable;
}

export function sample(
  filename: string,
  bytes: Buffer,
  expected?: Outcome,
  changes: Partial<Sample> = {},
): Sample {
  return {
    filename,
    size: bytes.length,
    declaredSize: bytes.length,
    expected,
    open: () => Readable.from(chunks(bytes)),
    ...changes,
  };
}

/** A file of the user's. Never held in memory. */
export async function fileSample(path: string): Promise<Sample> {
  const { size } = await stat(path);
  return sample(basename(path), Buffer.alloc(0), undefined, {
    size,
    declaredSize: size,
    open: () => createReadStream(path),
  });
}

/** A sample that a package of node_modules ships. */
export async function shipped(path: string, filename: string): Promise<Sample> {
  return sample(filename, await readFile(`node_modules/${path}`), { verdict: 'validated' });
}

function* chunks(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
    yield bytes.subarray(start, start + CHUNK_BYTES);
}
