/** Bytes of an object that is checked, within the check's budget. What was read once is not asked for again. */
export interface ObjectReader {
  /** Bytes. */
  readonly size: number;
  /** The object's first 16 KiB, or all of it if it has less: always at hand. */
  readonly head: Uint8Array;
  /** The whole object came with the first read: nothing costs a request. */
  readonly isWhole: boolean;
  /** The last 65,557 bytes: one request at most. */
  tail(): Promise<Uint8Array>;
  /** The part of the range that lies in the object; at most 4 MiB. One request, or none. */
  read(start: number, length: number): Promise<Uint8Array>;
  /** The bytes from `start` (0) to `end` (the object's size) in slices of at most 64 KiB, which must not be kept. */
  stream(start?: number, end?: number): AsyncIterable<Uint8Array>;
}

/** What was claimed when the upload was asked for. */
export interface CheckedDeclaration {
  readonly policy: string;
  readonly filename: string;
  /** Media type, lower case, no parameters. */
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** base64 of 32 bytes; S3 verified it. */
  readonly checksumSha256?: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What a check sees: an object that every built-in check has accepted. */
export interface CustomSubject {
  readonly declaration: CheckedDeclaration;
  /** What may be uploaded under the policy that the declaration names. */
  readonly policy: {
    readonly name: string;
    readonly maxBytes: number;
    readonly contentTypes: readonly string[];
  };
  /** What the object was found to be. */
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly reader: ObjectReader;
}

/**
 * A check of your own: `export default` one, or an array of them, from a module named in the scanner's configuration
 * (`CUSTOM_CHECKS`). It runs last, on objects that everything else has accepted. Not answering in time is the verdict
 * `unverifiable`. Throwing means that the check of this object could not be made: its scan is tried again later, others
 * go on. Throwing an error whose `code` is `dependency-unavailable` means that what the check needs is away for every
 * object (a virus scanner): then the scanner receives nothing until S3 and SNS answer a probe, and longer each time
 * nothing gets through. So does whatever it throws once it has thrown five times in a row, until it answers.
 */
export interface CustomCheck {
  /** `[a-z0-9-]{1,40}`: the rejection's code is `custom:<name>`. */
  readonly name: string;
  /** The media types it is for; absent, all. */
  readonly contentTypes?: readonly string[];
  /** Default 30,000. */
  readonly timeoutMilliseconds?: number;
  /** Beyond the first 256 KiB. Default: the whole object once, in at most 4 requests. */
  readonly reads?: { readonly requests: number; readonly bytes: number };
  /** @param signal aborts when the time is over or the scanner stops */
  inspect(subject: CustomSubject, signal: AbortSignal): Promise<CustomAnswer>;
}

export interface CustomAnswer {
  /** Why the object is refused: one sentence for a person; absent, it is accepted. */
  readonly reject?: string;
  /** Worth knowing about an object that is accepted: in the verdict and the event. */
  readonly warnings?: readonly { readonly code: string; readonly detail: string }[];
}
