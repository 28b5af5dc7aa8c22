import type { Declaration, Policy, Warning } from '#core';
import type { RangeReader } from './range-reader.js';
import type { ReadBudget } from './range-source.js';

/** What a user's own check sees: an object that every built-in check has accepted. */
export interface CustomSubject {
  readonly declaration: Declaration;
  readonly policy: Policy;
  /** What the object was found to be. */
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** `head`, `tail()`, `read(start, length)` and `stream()`, within the check's own budget. */
  readonly reader: RangeReader;
}

/**
 * A check of your own: `export default` one, or an array of them, from a module named in the scanner's configuration.
 * It runs last, on objects that everything else has accepted. Not answering in time is the verdict `unverifiable`.
 * Throwing means that the check of this object could not be made: its scan is tried again later, others go on. Throwing
 * an error whose `code` is `dependency-unavailable` (an `AirlockError` or any other) means that what the check
 * needs is away for every object (a virus scanner): then the scanner receives nothing until S3 and SNS answer a probe,
 * and longer each time nothing gets through. So does whatever it throws once it has thrown five times in a row, until it answers.
 */
export interface CustomCheck {
  /** `[a-z0-9-]{1,40}`: the rejection's code is `custom:<name>`. */
  readonly name: string;
  /** The media types it is for; absent, all. */
  readonly contentTypes?: readonly string[];
  /** Default 30,000. */
  readonly timeoutMilliseconds?: number;
  /** Beyond the first 256 KiB. Default: the whole object once, in at most 4 requests. */
  readonly reads?: ReadBudget;
  inspect(subject: CustomSubject, signal: AbortSignal): Promise<CustomAnswer>;
}

export interface CustomAnswer {
  /** Why the object is refused: one sentence for a person; absent, it is accepted. */
  readonly reject?: string;
  readonly warnings?: readonly Warning[];
}
