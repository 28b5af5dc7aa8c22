/** What the type detection sees. */
export const HEAD_BYTES = 16 * 1024;
/** Where a ZIP's end record must start: 22 bytes and a comment of at most 65,535 (APPNOTE 4.3.16). */
export const TAIL_BYTES = 65_557;
/** An object up to this size is read in one request; of a larger one this much comes with the first. */
export const FIRST_READ_BYTES = 256 * 1024;

/** Where the reader's bytes come from: one object version, pinned by its ETag. The body ends exactly where the range does. */
export interface RangeSource {
  /** Of the whole object, in bytes. */
  readonly size: number;
  /** The object's first bytes, already read: min(size, FIRST_READ_BYTES) of them. */
  readonly first: Uint8Array;
  /**
   * One request. A body that breaks throws AirlockError `dependency-unavailable`.
   * @throws whatever the store throws; a changed or vanished object is thrown too, and ends the inspection
   */
  open(start: number, length: number, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** The most that may be asked of the source beyond the first read. */
export interface ReadBudget {
  readonly requests: number;
  readonly bytes: number;
}

export function leastOf(type: ReadBudget, policy: ReadBudget | undefined): ReadBudget {
  if (policy === undefined) return type;
  return { requests: Math.min(type.requests, policy.requests), bytes: Math.min(type.bytes, policy.bytes) };
}
