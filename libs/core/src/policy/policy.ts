/** What a policy may let pass with a warning; everything else is never tolerated. */
export const TOLERABLE = [
  'macro',
  'external-reference',
  'embedded-object',
  'encrypted',
  'active-content',
] as const;

/** What a tenant may upload under one name. The gateway refuses at presign what it can; the scanner holds the object to the rest. */
export interface Policy {
  /** `[a-z0-9-]{1,40}`. */
  readonly name: string;
  /** 1 to 5 GiB: what one PUT and one CopyObject can carry. */
  readonly maxBytes: number;
  /** Media types, lower case, no parameters. */
  readonly contentTypes: readonly string[];
  /** Rejection codes that become a warning in the verdict; default none. */
  readonly allow?: readonly (typeof TOLERABLE)[number][];
  /** Of an image, width times height; default 100,000,000. */
  readonly maxPixels?: number;
  /** The most a scan may read beyond an object's first 256 KiB; default: what the media type's checks need. */
  readonly reads?: { readonly requests: number; readonly bytes: number };
}

/** The policy of a presign that names none. */
export const DEFAULT_POLICY = 'documents';

const NAME = /^[a-z0-9-]{1,40}$/;

export function isPolicyName(name: string): boolean {
  return NAME.test(name);
}
