const CODES = [
  'empty',
  'size-mismatch',
  'size-exceeded',
  'checksum-mismatch',
  'type-mismatch',
  'type-not-allowed',
  'truncated',
  'malformed',
  'damaged',
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

/** All codes but those of custom checks. */
export const REJECTION_CODES: readonly RejectionCode[] = CODES;

/** What active content does, where a check can tell. More may come: a consumer goes by the code, and may say more by the kind. */
export const ACTIVE_CONTENT_KINDS = [
  'script',
  'launch',
  'form-submit',
  'xfa',
  'media',
  'control',
  'add-in',
] as const;

export type ActiveContentKind = (typeof ACTIVE_CONTENT_KINDS)[number];

/** The object is bad. A value: returned, published, acknowledged, never thrown. */
export interface Rejection {
  readonly code: RejectionCode;
  /** Of `active-content`. */
  readonly kind?: ActiveContentKind;
  /** One sentence for a person; says what was found, never quotes the object's bytes. */
  readonly detail: string;
}

/** Worth knowing about an object that is accepted. */
export interface Warning {
  readonly code: string;
  /** Of `active-content`. */
  readonly kind?: ActiveContentKind;
  readonly detail: string;
}
