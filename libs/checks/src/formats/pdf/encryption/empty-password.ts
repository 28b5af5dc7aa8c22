import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { EncryptionDictionary } from './encryption-dictionary.js';
import { Rc4 } from './rc4.js';

/** Algorithm 2, step a: what fills up a password, and all of an empty one. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const KEY_ROUNDS = 50;
const USER_KEY_ROUNDS = 20;
/** Of U: a hash, and what is hashed with the password to check it, and to find the key. */
const HASH_BYTES = 32;
const SALT_BYTES = 8;
const USER_KEY_BYTES = HASH_BYTES + 2 * SALT_BYTES;
/** Algorithm 2.B: at least 64, then until the last byte is small enough, which any byte is in the end. */
const MIN_ROUNDS = 64;
const MAX_ROUNDS = 288;
const REPEATED = 64;

const md5 = (...parts: readonly Uint8Array[]): Buffer => hashOf('md5', parts);
const hashOf = (algorithm: string, parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash(algorithm)).digest();

/** The key of a document that opens without a password; undefined for one that needs one: ISO 32000-2, 7.6.4. */
export function keyOfEmptyPassword(encryption: EncryptionDictionary, id: Buffer): Buffer | undefined {
  return encryption.revision >= 5 ? keyByHash(encryption) : keyByPadding(encryption, id);
}

/** Algorithms 2, 4 and 5. */
function keyByPadding(encryption: EncryptionDictionary, id: Buffer): Buffer | undefined {
  const { revision, keyBytes, ownerKey, userKey, permissions, isMetadataEncrypted } = encryption;
  if (ownerKey.length < HASH_BYTES || userKey.length < HASH_BYTES) return undefined;
  const flags = Buffer.alloc(4);
  flags.writeInt32LE(permissions | 0);
  const unencrypted = Buffer.alloc(revision >= 4 && !isMetadataEncrypted ? 4 : 0, 0xff);
  let key = md5(PADDING, ownerKey.subarray(0, HASH_BYTES), flags, id, unencrypted).subarray(0, keyBytes);
  if (revision >= 3) for (let round = 0; round < KEY_ROUNDS; round += 1) key = md5(key).subarray(0, keyBytes);
  if (revision === 2) return new Rc4(key).update(PADDING).equals(userKey.subarray(0, 32)) ? key : undefined;
  let check = md5(PADDING, id);
  for (let round = 0; round < USER_KEY_ROUNDS; round += 1)
    check = new Rc4(key.map((byte) => byte ^ round)).update(check);
  return check.equals(userKey.subarray(0, check.length)) ? key : undefined;
}

/** Algorithms 2.A, 11 and 12. Some readers try the owner's password first: an empty one must lead to the same key. */
function keyByHash(encryption: EncryptionDictionary): Buffer | undefined {
  const { revision, userKey, encryptedKey, ownerKey, ownerEncryptedKey } = encryption;
  const key = keyFrom(revision, userKey, encryptedKey, Buffer.alloc(0));
  const ownersKey = keyFrom(revision, ownerKey, ownerEncryptedKey, userKey.subarray(0, USER_KEY_BYTES));
  return key === undefined || ownersKey?.equals(key) === false ? undefined : key;
}

/** Undefined if the empty password is not the one that was hashed. */
function keyFrom(revision: number, hashed: Buffer, encryptedKey: Buffer, user: Buffer): Buffer | undefined {
  const hash = revision === 5 ? (...parts: readonly Buffer[]) => hashOf('sha256', parts) : hardenedHash;
  if (hashed.length < USER_KEY_BYTES || encryptedKey.length < HASH_BYTES) return undefined;
  const salts = hashed.subarray(HASH_BYTES, USER_KEY_BYTES);
  const checked = hash(salts.subarray(0, SALT_BYTES), user);
  if (checked?.equals(hashed.subarray(0, HASH_BYTES)) !== true) return undefined;
  const between = hash(salts.subarray(SALT_BYTES), user);
  if (between === undefined) return undefined;
  const decipher = createDecipheriv('aes-256-cbc', between, Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(encryptedKey.subarray(0, HASH_BYTES)), decipher.final()]);
}

/** Algorithm 2.B, of an empty password; of the owner's, with U. */
function hardenedHash(salt: Buffer, user: Buffer): Buffer | undefined {
  let hash = hashOf('sha256', [salt, user]);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const repeated = Buffer.concat(Array.from({ length: REPEATED }, () => [hash, user]).flat());
    const cipher = createCipheriv('aes-128-cbc', hash.subarray(0, 16), hash.subarray(16, 32));
    const encrypted = cipher.setAutoPadding(false).update(repeated);
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    hash = hashOf(['sha256', 'sha384', 'sha512'][remainder] ?? '', [encrypted]);
    const last = encrypted.at(-1) ?? 0;
    if (round >= MIN_ROUNDS - 1 && last <= round - 31) return hash.subarray(0, HASH_BYTES);
  }
  return undefined;
}
