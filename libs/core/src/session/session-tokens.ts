import { createHmac, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { macKey } from '../upload/secrets.js';
import type { Session, SessionBounds } from './session.js';

/** So that a token is known by its looks: to us, and to whoever searches code for secrets. */
export const SESSION_TOKEN_PREFIX = 'airlock_session_';

/** The largest metadata, the longest names, and all of it in base64: the longest that is issued has less. */
export const MAX_SESSION_TOKEN_CHARACTERS = 2560;

/*
 * A token is  prefix ‖ base64url(JSON) ‖ . ‖ base64url(MAC of 24 bytes). The MAC is over the text, not over what it decodes
 * to, and 24 bytes have no spare bits in base64: a token has one spelling only. Whoever has it can read it.
 */
const SHAPE = /^airlock_session_([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{32})$/;
const MAC_BYTES = 24;
const ID_BYTES = 15;

/** What the JSON says: the session, with its expiry in seconds since 1970. */
type Payload = Omit<Session, 'expiresAt'> & { readonly expires: number };

/** Issues the tokens of sessions and knows its own, without a database. */
export class SessionTokens {
  private readonly keys: readonly [KeyObject, ...KeyObject[]];

  /** @param secrets those of the upload ids: the first signs, all verify; dropping one ends the sessions it signed. */
  constructor(secrets: readonly string[]) {
    const [first, ...others] = secrets.map((secret) => macKey('airlock-session-token', secret));
    if (first === undefined) throw new RangeError('at least one secret is needed');
    this.keys = [first, ...others];
  }

  issue(tenant: string, { policy, maxBytes, metadata, origin }: SessionBounds, expiresAt: Date): string {
    const payload: Payload = {
      id: randomBytes(ID_BYTES).toString('base64url'),
      tenant,
      expires: Math.floor(expiresAt.getTime() / 1000),
      ...(policy !== undefined && { policy }),
      ...(maxBytes !== undefined && { maxBytes }),
      ...(metadata !== undefined && { metadata }),
      ...(origin !== undefined && { origin }),
    };
    const text = Buffer.from(JSON.stringify(payload)).toString('base64url');
    return `${SESSION_TOKEN_PREFIX}${text}.${mac(this.keys[0], text).toString('base64url')}`;
  }

  /** The session of a token that was issued here and has not expired. Costs an HMAC for each secret at most. */
  verify(token: string, now: Date): Session | undefined {
    if (token.length > MAX_SESSION_TOKEN_CHARACTERS) return undefined;
    const [, text, tag] = SHAPE.exec(token) ?? [];
    if (text === undefined || tag === undefined) return undefined;
    const claimed = Buffer.from(tag, 'base64url');
    if (!this.keys.some((key) => timingSafeEqual(mac(key, text), claimed))) return undefined;
    // Ours, so it is what `issue` wrote.
    const { expires, ...session } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Payload;
    const expiresAt = new Date(expires * 1000);
    return now < expiresAt ? { ...session, expiresAt } : undefined;
  }
}

function mac(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, MAC_BYTES);
}
