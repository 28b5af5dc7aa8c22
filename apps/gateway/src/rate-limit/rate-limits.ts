import type { Caller } from '../auth/tenant-resolver.js';
import { RateLimit } from './rate-limit.js';

/**
 * A key has its own limit. So has a session; and all sessions of a tenant have together what a key has, beside the keys:
 * however many pages ask, the backend is not kept waiting by them.
 */
export class RateLimits {
  private readonly keys: RateLimit;
  private readonly sessions: RateLimit;

  /** @param perMinute, perMinuteInSession 0 sets no limit */
  constructor(perMinute: number, perMinuteInSession: number) {
    this.keys = new RateLimit(perMinute);
    this.sessions = new RateLimit(perMinuteInSession);
  }

  /** The seconds to wait, 0 for none. */
  async take({ tenant, credential, session }: Caller): Promise<number> {
    if (session === undefined) return this.keys.take(credential);
    // Its own first: what is refused for one page does not count against the others.
    return (await this.sessions.take(credential)) || this.keys.take(`sessions:${tenant}`);
  }
}
