/** What a tenant may upload under one name. The gateway refuses at presign what it can; the scanner holds the object to the rest. */
export interface Policy {
  /** `[a-z0-9-]{1,40}`. */
  readonly name: string;
  /** 1 to 5 GiB: what one PUT and one CopyObject can carry. */
  readonly maxBytes: number;
  /** Media types, lower case, no parameters. */
  readonly contentTypes: readonly string[];
}

/** The policy of a presign that names none. */
export const DEFAULT_POLICY = 'documents';

const NAME = /^[a-z0-9-]{1,40}$/;

export function isPolicyName(name: string): boolean {
  return NAME.test(name);
}
