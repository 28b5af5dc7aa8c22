import type { SmallDictionary, SmallValue } from './small-object.js';

/** How streams are encrypted: ISO 32000-2, table 25. */
export type StreamMethod = 'identity' | 'rc4' | 'aes-128' | 'aes-256';

/** The standard security handler: ISO 32000-2, tables 20 and 21. */
export interface EncryptionDictionary {
  /** R: 2 to 6. */
  readonly revision: number;
  readonly method: StreamMethod;
  readonly keyBytes: number;
  readonly ownerKey: Buffer;
  readonly userKey: Buffer;
  /** UE and OE, of revisions 5 and 6. */
  readonly encryptedKey: Buffer;
  readonly ownerEncryptedKey: Buffer;
  readonly permissions: number;
  readonly isMetadataEncrypted: boolean;
}

/** PDFium takes `None` for RC4, so it is none of these. */
const METHODS: Readonly<Record<string, StreamMethod>> = {
  V2: 'rc4',
  AESV2: 'aes-128',
  AESV3: 'aes-256',
};
const MIN_KEY_BITS = 40;
const MAX_KEY_BITS = 128;

/** Undefined for another handler, and for what is not as the standard has it. */
export function encryptionDictionary(dictionary: SmallDictionary): EncryptionDictionary | undefined {
  if (nameIn(dictionary, 'Filter') !== 'Standard') return undefined;
  const version = dictionary.get('V');
  const revision = dictionary.get('R');
  const ownerKey = dictionary.get('O');
  const userKey = dictionary.get('U');
  const permissions = dictionary.get('P');
  const encryptedKey = dictionary.get('UE') ?? Buffer.alloc(0);
  const ownerEncryptedKey = dictionary.get('OE') ?? Buffer.alloc(0);
  if (typeof revision !== 'number' || typeof permissions !== 'number') return undefined;
  if (!Buffer.isBuffer(ownerKey) || !Buffer.isBuffer(userKey)) return undefined;
  if (!Buffer.isBuffer(encryptedKey) || !Buffer.isBuffer(ownerEncryptedKey)) return undefined;
  const streams = streamsOf(version, revision, dictionary);
  if (streams === undefined) return undefined;
  const isMetadataEncrypted = dictionary.get('EncryptMetadata') !== false;
  const keys = { ownerKey, userKey, encryptedKey, ownerEncryptedKey };
  return { revision, ...streams, ...keys, permissions, isMetadataEncrypted };
}

function streamsOf(
  version: SmallValue | undefined,
  revision: number,
  dictionary: SmallDictionary,
): Pick<EncryptionDictionary, 'method' | 'keyBytes'> | undefined {
  const bits = dictionary.get('Length') ?? MIN_KEY_BITS;
  if (version === 1 && (revision === 2 || revision === 3))
    return { method: 'rc4', keyBytes: MIN_KEY_BITS / 8 };
  if (version === 2 && revision === 3) {
    const isSound =
      typeof bits === 'number' && bits % 8 === 0 && bits >= MIN_KEY_BITS && bits <= MAX_KEY_BITS;
    return isSound ? { method: 'rc4', keyBytes: bits / 8 } : undefined;
  }
  const method = streamMethod(dictionary);
  if (method === undefined) return undefined;
  if (version === 4 && revision === 4)
    return method === 'aes-256' ? undefined : { method, keyBytes: MAX_KEY_BITS / 8 };
  if (version === 5 && (revision === 5 || revision === 6))
    return method === 'aes-256' || method === 'identity' ? { method, keyBytes: 32 } : undefined;
  return undefined;
}

/** 7.6.6: the crypt filter of streams, by its name. */
function streamMethod(dictionary: SmallDictionary): StreamMethod | undefined {
  const filter = dictionary.has('StmF') ? nameIn(dictionary, 'StmF') : 'Identity';
  const filters = dictionary.get('CF');
  // Some readers go by what it says of a filter that is called like the one that does nothing.
  if (filters instanceof Map && filters.has('Identity')) return undefined;
  if (filter === 'Identity') return 'identity';
  if (filter === undefined) return undefined;
  const named = filters instanceof Map ? (filters as SmallDictionary).get(filter) : undefined;
  if (!(named instanceof Map)) return undefined;
  return METHODS[nameIn(named as SmallDictionary, 'CFM') ?? ''];
}

function nameIn(dictionary: SmallDictionary, key: string): string | undefined {
  const value = dictionary.get(key);
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
}
