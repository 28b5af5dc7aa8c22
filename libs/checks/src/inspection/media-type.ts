import type { Check, WholeObjectCheck } from './check.js';
import type { ReadBudget } from '../reading/range-source.js';

/** Marks of another format that a genuine file of a type may carry; the type's own checks answer for them. */
export type Mark = 'zip-end-record' | 'pdf-header' | 'html';

/** Everything Airlock knows about one media type: one file in `types/`, one line in the registry. */
export interface MediaType {
  /** As a policy lists it and as a verdict says it: lower case, no parameters. */
  readonly mediaType: string;
  /** Other names clients declare it by; a verdict never says them. */
  readonly aliases?: readonly string[];
  /** Names that systems give its files although they mean something else, or nothing: they count where the file's name ends like one of it. */
  readonly mistakenFor?: readonly string[];
  /** Lower case, without the dot; the first are its own, whoever else may use them. */
  readonly extensions: readonly string[];
  /** Could these be the first bytes of one? Sees the first min(size, 16 KiB). */
  hasSignature(head: Buffer): boolean;
  /** The names `file-type` gives to genuine ones; any other name is `type-mismatch`. Absent: its opinion does not count. */
  readonly seenAs?: readonly string[];
  readonly mayCarry?: readonly Mark[];
  /** Cheap before dear. */
  readonly checks: readonly Check[];
  /** They share one pass over the whole object, after `checks`. */
  readonly wholeObjectChecks?: readonly WholeObjectCheck[];
  /** What all its checks ask of the source beyond the first read, at most, for an object of that size. */
  reads(size: number): ReadBudget;
}

/** For types whose checks see every byte: one request for the tail, one for the rest, and two to spare. */
export const WHOLE_OBJECT = (size: number): ReadBudget => ({ requests: 4, bytes: 2 * size });
