import {
  createHash,
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';

/*
 * An id is base64url of  random (17 bytes) ‖ expiry (5, seconds since 1970) ‖ key number (1) ‖ MAC (16):
 * 39 bytes, so 52 characters with no spare bits and therefore only one spelling. The random part comes first, so
 * that keys spread over S3's partitions. The MAC covers the tenant too: an id is worth nothing to another one.
 */
const RANDOM_BYTES = 17;
/** 40 bits of seconds: whatever stands there is a date that JavaScript can hold. */
const EXPIRY_BYTES = 5;
const SIGNED_BYTES = RANDOM_BYTES + EXPIRY_BYTES + 1;
const MAC_BYTES = 16;
const SHAPE = /^[A-Za-z0-9_-]{52}$/;

/** Fewer characters than this could be guessed offline from a single id. */
export const MIN_SECRET_CHARACTERS = 32;

/** An id of ours, by its looks alone: no secret is needed and nothing is proven. */
export function isUploadIdShaped(id: string): boolean {
  return SHAPE.test(id);
}

/** When the upload URL of an id expires. Trustworthy only if the id was verified, or read from a key that only a signed URL could write. */
export function expiryOf(id: string): Date {
  return new Date(Buffer.from(id, 'base64url').readUIntBE(RANDOM_BYTES, EXPIRY_BYTES) * 1000);
}

interface Secret {
  readonly number: number;
  /** Not a Buffer: OpenSSL would import it anew for each MAC, which costs more than the MAC. */
  readonly key: KeyObject;
}

/** Issues upload ids and tells its own from all others, without a database. */
export class UploadIds {
  private readonly secrets: readonly [Secret, ...Secret[]];

  /** @param secrets the first signs, all verify; dropping one orphans the uploads it signed. */
  constructor(secrets: readonly string[]) {
    const [first, ...others] = secrets.map(toSecret);
    if (first === undefined) throw new RangeError('at least one id secret is needed');
    this.secrets = [first, ...others];
  }

  issue(tenant: string, expiresAt: Date): string {
    const [secret] = this.secrets;
    const signed = Buffer.allocUnsafe(SIGNED_BYTES);
    randomBytes(RANDOM_BYTES).copy(signed);
    signed.writeUIntBE(Math.floor(expiresAt.getTime() / 1000), RANDOM_BYTES, EXPIRY_BYTES);
    signed.writeUInt8(secret.number, RANDOM_BYTES + EXPIRY_BYTES);
    return Buffer.concat([signed, mac(secret, tenant, signed)]).toString('base64url');
  }

  /** True only for an id that was issued to this tenant; costs one HMAC and no request. */
  verify(tenant: string, id: string): boolean {
    if (!isUploadIdShaped(id)) return false;
    const bytes = Buffer.from(id, 'base64url');
    const signed = bytes.subarray(0, SIGNED_BYTES);
    const number = signed.readUInt8(RANDOM_BYTES + EXPIRY_BYTES);
    return this.secrets
      .filter((secret) => secret.number === number)
      .some((secret) => timingSafeEqual(mac(secret, tenant, signed), bytes.subarray(SIGNED_BYTES)));
  }
}

/** The number is derived from the secret, so that reordering or rotating the list needs no bookkeeping. Two may share one. */
function toSecret(secret: string): Secret {
  const key = createHash('sha256').update(`airlock-upload-id\0${secret}`).digest();
  return { number: createHash('sha256').update(key).digest().readUInt8(0), key: createSecretKey(key) };
}

function mac(secret: Secret, tenant: string, signed: Buffer): Buffer {
  return createHmac('sha256', secret.key).update(signed).update(tenant).digest().subarray(0, MAC_BYTES);
}
