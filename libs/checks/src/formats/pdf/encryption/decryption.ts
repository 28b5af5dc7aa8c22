import { createDecipheriv, createHash, type Decipheriv } from 'node:crypto';
import type { Memory } from '../../../reading/memory/memory.js';
import type { Pace } from '../../../reading/pace.js';
import type { StreamMethod } from './encryption-dictionary.js';
import { Rc4 } from './rc4.js';

/** Bytes between two looks at the clock. */
const SLICE_BYTES = 16 * 1024;
/** RC4 is done here, byte by byte. */
const STEPS_PER_BYTE = 2;
const BLOCK_BYTES = 16;
const OBJECT_KEY_BYTES = 16;
/** An object stream has generation 0: ISO 32000-2, 7.5.7. */
const GENERATION = Buffer.alloc(2);

/** Of a document that is encrypted, and opens without a password. */
export class Decryption {
  constructor(
    private readonly key: Buffer,
    private readonly method: StreamMethod,
    /** Of the encryption dictionary, if it is an object of its own. */
    readonly objectNumber: number | undefined,
  ) {}

  /** Streams are as they would be without it. */
  get isIdentity(): boolean {
    return this.method === 'identity';
  }

  /** Could a reader take a dictionary there for the encryption dictionary? An xref entry may lead to any digit of `15 0 obj`. */
  mayBeIn(objectNumber: number | undefined): boolean {
    if (this.objectNumber === undefined || objectNumber === undefined)
      return this.objectNumber === objectNumber;
    return objectNumber === 0 || String(objectNumber).endsWith(String(this.objectNumber));
  }

  /** Each object has a key of its own. */
  get isByObject(): boolean {
    return this.method !== 'aes-256';
  }

  /** The content of a stream: 7.6.3. Undefined for what cannot have been encrypted like that. */
  async decrypt(
    objectNumber: number,
    bytes: Buffer,
    pace: Pace,
    memory: Memory,
  ): Promise<Buffer | undefined> {
    if (this.isIdentity) return bytes;
    const key = this.objectKey(objectNumber);
    await memory.take(2 * bytes.length);
    if (this.method === 'rc4') return inSlices(new Rc4(key), bytes, pace);
    // A line end may stand behind the last block.
    const encrypted = bytes.subarray(BLOCK_BYTES, bytes.length - (bytes.length % BLOCK_BYTES));
    if (encrypted.length === 0) return undefined;
    const iv = bytes.subarray(0, BLOCK_BYTES);
    const decipher = createDecipheriv(key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc', key, iv);
    return withoutPadding(await inSlices(decipher.setAutoPadding(false), encrypted, pace));
  }

  /** Algorithm 1; AES-256 has one key for all. */
  private objectKey(objectNumber: number): Buffer {
    if (this.method === 'aes-256') return this.key;
    const number = Buffer.from([
      objectNumber & 0xff,
      (objectNumber >> 8) & 0xff,
      (objectNumber >> 16) & 0xff,
    ]);
    const hash = createHash('md5').update(this.key).update(number).update(GENERATION);
    if (this.method === 'aes-128') hash.update('sAlT');
    return hash.digest().subarray(0, Math.min(OBJECT_KEY_BYTES, this.key.length + 5));
  }
}

async function inSlices(cipher: Rc4 | Decipheriv, bytes: Buffer, pace: Pace): Promise<Buffer> {
  const slices: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    const slice = bytes.subarray(at, at + SLICE_BYTES);
    slices.push(cipher.update(slice));
    await pace.breathe(STEPS_PER_BYTE * slice.length);
  }
  return Buffer.concat(slices);
}

/** Some writers leave it out, so what is none is content. */
function withoutPadding(bytes: Buffer): Buffer {
  const count = bytes.at(-1) ?? 0;
  const isPadding = count >= 1 && count <= BLOCK_BYTES && count <= bytes.length;
  return isPadding ? bytes.subarray(0, bytes.length - count) : bytes;
}
