import type { Checksum, ObjectHead, Rejection, UploadRef, Warning } from '#core';
import type { Declaration } from '#core';

/** What was read of one version of an object, and what was decided about it. */
export interface Inspected {
  readonly object: ObjectHead;
  /** Undefined for an object that no URL of ours wrote. */
  readonly declaration: Declaration | undefined;
  readonly outcome: Accepted | Refused;
}

export interface Accepted {
  readonly accepted: true;
  readonly declaration: Declaration;
  /** Detected, not declared. */
  readonly contentType: string;
  readonly checksum?: Checksum;
  readonly warnings: readonly Warning[];
}

export interface Refused {
  readonly accepted: false;
  readonly rejection: Rejection;
  readonly detectedContentType?: string;
}

/** Reads an object in `incoming/` and decides; changes nothing. `changed`: it was replaced while being read, so nothing is known. */
export abstract class Inspector {
  abstract inspect(upload: UploadRef, signal: AbortSignal): Promise<Inspected | 'absent' | 'changed'>;
}
