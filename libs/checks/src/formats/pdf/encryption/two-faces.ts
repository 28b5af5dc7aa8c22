import type { Memory } from '../../../reading/memory/memory.js';
import type { Pace } from '../../../reading/pace.js';
import type { EncodedStream } from '../encoded-stream.js';
import { beginsDeflated } from '../inflate.js';
import type { Decryption } from './decryption.js';

/** Enough of it for three blocks of AES behind the one that they begin with. */
const LOOKED_AT_BYTES = 64;

/**
 * Could a reader that decrypts it otherwise find something in an encrypted object stream? One that takes the document for
 * plain reads it as it stands; one that an xref entry leads into the digits of `15 0 obj` has the key of object 5. Who knows the
 * keys can make bytes that inflate under two of them; by chance a stream begins like that once in a million.
 */
export async function hasTwoFaces(
  { objectNumber, body }: EncodedStream,
  decryption: Decryption,
  pace: Pace,
  memory: Memory,
): Promise<boolean> {
  const beginning = body?.subarray(0, LOOKED_AT_BYTES) ?? Buffer.alloc(0);
  if (await beginsDeflated(beginning, pace)) return true;
  for (const suffix of decryption.isByObject ? suffixesOf(objectNumber) : []) {
    const face = await decryption.decrypt(suffix, beginning, pace, memory);
    if (face !== undefined && (await beginsDeflated(face, pace))) return true;
  }
  return false;
}

function suffixesOf(objectNumber: number): number[] {
  const suffixes: number[] = [];
  for (let power = 10; power <= objectNumber; power *= 10) suffixes.push(objectNumber % power);
  return [...new Set(suffixes)].filter((suffix) => suffix > 0);
}
