import { createHash, createSecretKey, type KeyObject } from 'node:crypto';

/** Fewer characters than this could be guessed offline from a single id. */
export const MIN_SECRET_CHARACTERS = 32;

/** Each purpose has a key of its own, so that what was signed for one is worth nothing for another. */
export type Purpose =
  'airlock-upload-id' | 'airlock-multipart-id' | 'airlock-session-token' | 'airlock-upload-of-session';

export function deriveKey(purpose: Purpose, secret: string): Buffer {
  return createHash('sha256').update(`${purpose}\0${secret}`).digest();
}

/** Not a Buffer: OpenSSL would import it anew for each MAC, which costs more than the MAC. */
export function macKey(purpose: Purpose, secret: string): KeyObject {
  return createSecretKey(deriveKey(purpose, secret));
}
