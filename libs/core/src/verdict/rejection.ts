const CODES = [
  'empty',
  'size-mismatch',
  'size-exceeded',
  'checksum-mismatch',
  'type-mismatch',
  'type-not-allowed',
  'truncated',
  'malformed',
  'polyglot',
  'encrypted',
  'macro',
  'active-content',
  'external-reference',
  'embedded-object',
  'archive-bomb',
  'too-many-pixels',
  'malware',
  'unverifiable',
] as const;

/** Why an object is refused; `custom:<name>` is a user's own check. Stable: consumers switch on it. */
export type RejectionCode = (typeof CODES)[number] | `custom:${string}`;

/** The object is bad. A value: returned, published, acknowledged, never thrown. */
export interface Rejection {
  readonly code: RejectionCode;
  /** One sentence for a person; says what was found, never quotes the object's bytes. */
  readonly detail: string;
}

export const REJECTION_CODES: readonly RejectionCode[] = CODES;

export function reject(code: RejectionCode, detail: string): Rejection {
  return { code, detail };
}

/** Worth knowing about an object that is accepted. */
export interface Warning {
  readonly code: string;
  readonly detail: string;
}
