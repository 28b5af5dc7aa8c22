import {
  createHash,
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import type { Cut } from './parts.js';
import { deriveKey, macKey } from './secrets.js';

/*
 * An id is base64url of  random (17 bytes) ‖ expiry (5, seconds since 1970) ‖ key number (1) ‖ MAC (16):
 * 39 bytes, so 52 characters with no spare bits and therefore only one spelling. The random part comes first, so
 * that keys spread over S3's partitions. The MAC covers the tenant too: an id is worth nothing to another one.
 *
 * The id of a session's upload looks the same: of its random part the last 8 bytes are a MAC over the session and the
 * first 9. Whoever has the session can tell that the upload is its own, and nobody else can tell whose it is.
 *
 * The id of a multipart upload has the object's size (5 bytes) and that of its parts (1, in MiB) before its MAC: 45 bytes, 60
 * characters, again without spare bits. S3 does not tell what an unfinished upload was declared as, so the id does. Its
 * MAC has a key of its own: no id of one kind can be read as one of the other.
 */
const RANDOM_BYTES = 17;
/** 40 bits of seconds: whatever stands there is a date that JavaScript can hold. */
const EXPIRY_BYTES = 5;
const SIGNED_BYTES = RANDOM_BYTES + EXPIRY_BYTES + 1;
const MAC_BYTES = 16;
/** Two ids of one session and one second share these with a chance of 2⁻⁷². */
const RANDOM_BYTES_IN_SESSION = 9;
const SESSION_TAG_BYTES = RANDOM_BYTES - RANDOM_BYTES_IN_SESSION;
const MULTIPART_SIGNED_BYTES = SIGNED_BYTES + 6;
const SIZE_BYTES = 5;
const MIB = 1024 * 1024;
const SHAPE = /^(?:[A-Za-z0-9_-]{52}|[A-Za-z0-9_-]{60})$/;
const MULTIPART_CHARACTERS = 60;

/** An id of ours, by its looks alone: no secret is needed and nothing is proven. */
export function isUploadIdShaped(id: string): boolean {
  return SHAPE.test(id);
}

/** When the upload URL of an id expires. Trustworthy only if the id was verified, or read from a key that only a signed URL could write. */
export function expiryOf(id: string): Date {
  return new Date(Buffer.from(id, 'base64url').readUIntBE(RANDOM_BYTES, EXPIRY_BYTES) * 1000);
}

/** How the object of a multipart upload is cut; undefined for the id of a single PUT. To be trusted as {@link expiryOf} is. */
export function cutOfId(id: string): Cut | undefined {
  if (id.length !== MULTIPART_CHARACTERS) return undefined;
  const bytes = Buffer.from(id, 'base64url');
  return {
    size: bytes.readUIntBE(SIGNED_BYTES, SIZE_BYTES),
    partSize: bytes.readUInt8(SIGNED_BYTES + SIZE_BYTES) * MIB,
  };
}

interface Secret {
  readonly number: number;
  readonly key: KeyObject;
  readonly multipartKey: KeyObject;
  readonly sessionKey: KeyObject;
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

  /** @param session the id of the session whose upload it is; none for an API key */
  issue(tenant: string, expiresAt: Date, session?: string): string {
    const [secret] = this.secrets;
    const signed = Buffer.allocUnsafe(SIGNED_BYTES);
    fill(signed, secret, expiresAt, session);
    return Buffer.concat([signed, mac(secret.key, tenant, signed)]).toString('base64url');
  }

  /** The same for an object that is sent in parts. */
  issueMultipart(tenant: string, expiresAt: Date, { size, partSize }: Cut, session?: string): string {
    const [secret] = this.secrets;
    const signed = Buffer.allocUnsafe(MULTIPART_SIGNED_BYTES);
    fill(signed, secret, expiresAt, session);
    signed.writeUIntBE(size, SIGNED_BYTES, SIZE_BYTES);
    signed.writeUInt8(partSize / MIB, SIGNED_BYTES + SIZE_BYTES);
    return Buffer.concat([signed, mac(secret.multipartKey, tenant, signed)]).toString('base64url');
  }

  /**
   * True only for an id that was issued to this tenant, and with a session only for one of that session's; costs one
   * HMAC, or two, and no request.
   */
  verify(tenant: string, id: string, session?: string): boolean {
    if (!isUploadIdShaped(id)) return false;
    const isMultipart = id.length === MULTIPART_CHARACTERS;
    const bytes = Buffer.from(id, 'base64url');
    const signed = bytes.subarray(0, isMultipart ? MULTIPART_SIGNED_BYTES : SIGNED_BYTES);
    const number = signed.readUInt8(RANDOM_BYTES + EXPIRY_BYTES);
    return this.secrets
      .filter((secret) => secret.number === number)
      .some(
        (secret) =>
          timingSafeEqual(
            mac(isMultipart ? secret.multipartKey : secret.key, tenant, signed),
            bytes.subarray(signed.length),
          ) &&
          (session === undefined || isOfSession(secret, session, signed)),
      );
  }
}

/** What the ids of all uploads begin with. */
function fill(signed: Buffer, secret: Secret, expiresAt: Date, session: string | undefined): void {
  randomBytes(RANDOM_BYTES).copy(signed);
  if (session !== undefined) sessionTag(secret, session, signed).copy(signed, RANDOM_BYTES_IN_SESSION);
  signed.writeUIntBE(Math.floor(expiresAt.getTime() / 1000), RANDOM_BYTES, EXPIRY_BYTES);
  signed.writeUInt8(secret.number, RANDOM_BYTES + EXPIRY_BYTES);
}

/** The number is derived from the secret, so that reordering or rotating the list needs no bookkeeping. Two may share one. */
function toSecret(secret: string): Secret {
  const key = deriveKey('airlock-upload-id', secret);
  return {
    number: createHash('sha256').update(key).digest().readUInt8(0),
    key: createSecretKey(key),
    multipartKey: macKey('airlock-multipart-id', secret),
    sessionKey: macKey('airlock-upload-of-session', secret),
  };
}

function mac(key: KeyObject, tenant: string, signed: Buffer): Buffer {
  return createHmac('sha256', key).update(signed).update(tenant).digest().subarray(0, MAC_BYTES);
}

function isOfSession(secret: Secret, session: string, signed: Buffer): boolean {
  return timingSafeEqual(
    sessionTag(secret, session, signed),
    signed.subarray(RANDOM_BYTES_IN_SESSION, RANDOM_BYTES),
  );
}

function sessionTag({ sessionKey }: Secret, session: string, signed: Buffer): Buffer {
  return createHmac('sha256', sessionKey)
    .update(signed.subarray(0, RANDOM_BYTES_IN_SESSION))
    .update(session)
    .digest()
    .subarray(0, SESSION_TAG_BYTES);
}
