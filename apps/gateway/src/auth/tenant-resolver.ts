import type { IncomingHttpHeaders } from 'node:http';
import type { Session } from '#core';

/** Who asks, as proven. */
export interface Caller {
  readonly tenant: string;
  /** Names the proof, so that each is rate-limited by itself. Not secret, but of no use to anybody: never logged. */
  readonly credential: string;
  /** A page with a session's token, which may do what {@link ForPages} names and no more; absent: a backend with its key. */
  readonly session?: Session;
}

/** Finds out who asks. API keys are one way to prove it; others come by another adapter. */
export abstract class TenantResolver {
  /** Undefined: nothing was proven. Why is not said, not even to the log, because it would help only an attacker. */
  abstract resolve(headers: IncomingHttpHeaders): Promise<Caller | undefined>;
}
