import { AirlockError } from './airlock-error.js';

/** Web Crypto takes the bytes in one piece. */
const MAX_BYTES = 256 * 1024 * 1024;

export async function sha256(file: Blob): Promise<string> {
  // Pages that came by plain HTTP have no Web Crypto.
  const { subtle } = crypto as Partial<typeof crypto>;
  if (file.size > MAX_BYTES || subtle === undefined)
    throw new AirlockError(
      'checksum-unavailable',
      subtle === undefined
        ? 'a checksum needs a secure context'
        : `a checksum is computed of up to ${MAX_BYTES} bytes: give its value for more`,
    );
  const digest = new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()));
  return btoa(String.fromCharCode(...digest));
}
