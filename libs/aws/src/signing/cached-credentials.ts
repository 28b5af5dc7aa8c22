import { AirlockError } from '#core';

/** What an AWS credential provider gives; `expiration` only for temporary ones. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Renewed this long before they expire, as the SDK's own providers do, so that a URL can live its full time. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** With less than this left they count as expired: a URL lives for whole seconds, at least one. */
const LEAST_USEFUL_MS = 1_000;
/** Between attempts to renew while the ones at hand are still good. */
const RENEW_PAUSE_MS = 10_000;

/** Credentials at hand: asked for once, renewed in the background, and used to their end if renewing fails. */
export class CachedCredentials {
  private held?: Credentials;
  private renewing?: Promise<Credentials>;
  private renewAfterMs = 0;

  constructor(private readonly provide: () => Promise<Credentials>) {}

  async get(now: Date): Promise<Credentials> {
    const { held } = this;
    if (held === undefined || msLeft(held, now) <= LEAST_USEFUL_MS) return this.renew(now);
    if (msLeft(held, now) < RENEW_BEFORE_MS && now.getTime() >= this.renewAfterMs) {
      this.renewAfterMs = now.getTime() + RENEW_PAUSE_MS;
      // Nobody waits for it and nobody misses it: when these have expired, the next caller meets the error.
      this.renew(now).catch(() => undefined);
    }
    return held;
  }

  private renew(now: Date): Promise<Credentials> {
    this.renewing ??= this.ask(now).finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async ask(now: Date): Promise<Credentials> {
    let credentials: Credentials;
    try {
      credentials = await this.provide();
    } catch (error) {
      throw new AirlockError('dependency-unavailable', 'no AWS credentials to sign with', { cause: error });
    }
    if (msLeft(credentials, now) <= LEAST_USEFUL_MS)
      throw new AirlockError('dependency-unavailable', 'the AWS credentials to sign with have expired');
    this.held = credentials;
    return credentials;
  }
}

const msLeft = ({ expiration }: Credentials, now: Date): number =>
  expiration === undefined ? Infinity : expiration.getTime() - now.getTime();
