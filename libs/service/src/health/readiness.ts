/** `degraded`: it works, but not all of it. `unavailable`: send it nothing. */
export interface Readiness {
  readonly status: 'ok' | 'degraded' | 'unavailable';
  /** For the person at 3 a.m.: what is away. No secret, no address. */
  readonly detail?: string;
}

/** What a process needs before it can do its work. Never throws: what is away is a value. */
export abstract class ReadinessProbe {
  abstract check(): Promise<Readiness>;
}
