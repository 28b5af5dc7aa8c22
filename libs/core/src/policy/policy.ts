import { ACTIVE_CONTENT_KINDS } from '#events';

/** What a policy may let pass with a warning; everything else is never tolerated. All kinds of active content are one code, too. */
export const TOLERABLE = [
  'macro',
  'external-reference',
  'embedded-object',
  'encrypted',
  'active-content',
  'damaged',
  ...ACTIVE_CONTENT_KINDS,
] as const;

/** Encodings of plain text and CSV beside UTF-8 and UTF-16. */
export const ENCODINGS = ['windows-1252'] as const;

/** What a tenant may upload under one name. The gateway refuses at presign what it can; the scanner holds the object to the rest. */
export interface Policy {
  /** `[a-z0-9-]{1,40}`. */
  readonly name: string;
  /** 1 to 5 GiB: what one PUT and one CopyObject can carry. */
  readonly maxBytes: number;
  /** Media types, lower case, no parameters. */
  readonly contentTypes: readonly string[];
  /** Rejection codes, or kinds of active content, that become a warning in the verdict; default none. */
  readonly allow?: readonly (typeof TOLERABLE)[number][];
  /** Of an image, width times height; default 100,000,000. */
  readonly maxPixels?: number;
  /** Of plain text and CSV, beside UTF-8 and UTF-16; default none. The verdict has a warning that names the encoding. */
  readonly encodings?: readonly (typeof ENCODINGS)[number][];
  /** The most a scan may read beyond an object's first 256 KiB; default: what the media type's checks need. */
  readonly reads?: { readonly requests: number; readonly bytes: number };
}

/** The policy of a presign that names none. */
export const DEFAULT_POLICY = 'documents';

const NAME = /^[a-z0-9-]{1,40}$/;

export function isPolicyName(name: string): boolean {
  return NAME.test(name);
}
