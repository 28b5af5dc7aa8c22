import { AirlockError } from './airlock-error.js';
import { wait } from './wait.js';

export interface RetryOptions {
  /** How often a request is sent in all: 5. */
  readonly attempts?: number;
  /** The longest wait before the second attempt, doubled for each later one: 500. */
  readonly baseMilliseconds?: number;
}

const MAX_WAIT_MILLISECONDS = 20_000;
/** Who asks for more patience than this is not waited for: a person sits in front of it. */
const MAX_RETRY_AFTER_SECONDS = 60;
/** 408 and 425 ask for it; 409 is S3's "another write of this key is under way": our own, whose answer was lost. */
const TRANSIENT = [408, 409, 425, 429];

/** Runs it until it succeeds, fails for good, or has had its attempts. */
export async function retry<T>(
  attempt: () => Promise<T>,
  { attempts = 5, baseMilliseconds = 500 }: RetryOptions,
  signal?: AbortSignal,
): Promise<T> {
  for (let failed = 1; ; failed++)
    try {
      signal?.throwIfAborted();
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (failed >= attempts || !isTransient(error)) throw error;
      await wait(delayMilliseconds(failed, baseMilliseconds, error.retryAfterSeconds), signal);
    }
}

/** Full jitter: clients that failed together do not come back together. Never sooner than the server asks for. */
export function delayMilliseconds(
  failed: number,
  baseMilliseconds: number,
  retryAfterSeconds = 0,
  random = Math.random(),
): number {
  const longest = Math.min(MAX_WAIT_MILLISECONDS, baseMilliseconds * 2 ** (failed - 1));
  return retryAfterSeconds * 1000 + random * longest;
}

export function isTransient(error: unknown): error is AirlockError {
  if (!(error instanceof AirlockError) || (error.retryAfterSeconds ?? 0) > MAX_RETRY_AFTER_SECONDS)
    return false;
  if (error.status === undefined) return error.code === 'connection-failed';
  // A gateway's 409 is about the upload, and comes again.
  return error.status === 409
    ? error.code === 'storage-refused'
    : error.status >= 500 || TRANSIENT.includes(error.status);
}
