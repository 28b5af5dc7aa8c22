/** Time, as a dependency: what waits and what expires can be told what time it is. */
export abstract class Clock {
  abstract now(): Date;
  /** Ends early, and without an error, when the signal does. */
  abstract sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
