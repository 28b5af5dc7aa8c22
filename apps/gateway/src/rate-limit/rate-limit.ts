import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 60;

/** How often one credential may ask this process. Memory and time are constant for each credential, however often it asks. */
export class RateLimit {
  private readonly limiter: RateLimiterMemory | undefined;

  /** @param perMinute 0 sets no limit */
  constructor(perMinute: number) {
    this.limiter =
      perMinute === 0 ? undefined : new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  }

  /** The seconds to wait, 0 for none. Only proven credentials are counted, so a stranger cannot make it grow. */
  async take(credential: string): Promise<number> {
    try {
      await this.limiter?.consume(credential);
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw refusal;
    }
  }
}
