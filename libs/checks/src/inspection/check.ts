import {
  reject,
  type Checksum,
  type Declaration,
  type FindingCode,
  type Policy,
  type Rejection,
  type Warning,
} from '#core';
import type { Memory } from '../reading/memory/memory.js';
import type { Pace } from '../reading/pace.js';
import type { RangeReader } from '../reading/range-reader.js';

/** The object as a check sees it: claims on one side, a budgeted reader of the bytes on the other; never a store. */
export interface Subject {
  /** What the client claimed at presign. */
  readonly declaration: Declaration;
  readonly policy: Policy;
  /** The media type that the object is stored with: signed, so it was declared; still only a claim. */
  readonly storedContentType: string;
  /** Bytes, as S3 counts them. */
  readonly size: number;
  readonly reader: RangeReader;
  /** Awaited in every loop over the object's bytes that does not read them through the reader's `stream`. */
  readonly pace: Pace;
  /** Asked by whoever keeps bytes, texts or tables that grow with the object; the reader asks for what it reads itself. */
  readonly memory: Memory;
}

/** What a check found out on its way, for the verdict. */
export interface Found {
  /** The media type the bytes say. */
  readonly contentType?: string;
  /** Of the whole object, if the check read all of it. */
  readonly checksum?: Checksum;
}

export interface CheckResult {
  /** Of a code the policy tolerates, the inspection makes a warning of it and goes on. */
  readonly rejection?: Rejection;
  readonly warnings?: readonly Warning[];
  readonly found?: Found;
}

/** What a check is; `docs/checks.md` lists it. */
export interface About {
  /** kebab-case; appears in logs and in `npm run inspect`. */
  readonly name: string;
  /** What it looks at, in words. */
  readonly reads: string;
  /** All that it refuses an object for; of active content the kinds. */
  readonly codes: readonly FindingCode[];
}

/**
 * One question about an object, one file. Cheap before dear; the first rejection ends the inspection. A check that
 * cannot decide within its budget rejects with `unverifiable`, never accepts. It throws only what its reader throws.
 */
export interface Check extends About {
  run(subject: Subject): Promise<CheckResult> | CheckResult;
}

/** A check that must see every byte. All of a type's share one pass over the object, and one request. */
export interface WholeObjectCheck extends About {
  observe(subject: Subject): Observer;
}

/** Sees the object's bytes once, in order, in slices of at most 16 KiB that it must not keep. Its memory is bounded. */
export interface Observer {
  /** A result with a rejection ends the pass; otherwise results wait for `finish`. */
  consume(slice: Buffer): Promise<CheckResult | void> | CheckResult | void;
  finish(): Promise<CheckResult> | CheckResult;
}

export const OK: CheckResult = {};

export const refuse = (code: FindingCode, detail: string): CheckResult => ({
  rejection: reject(code, detail),
});

/** What several checks need of one object (a directory, a table) is parsed once and dies with the inspection. */
export function oncePerObject<T>(parse: (subject: Subject) => Promise<T>): (subject: Subject) => Promise<T> {
  const parsed = new WeakMap<Subject, Promise<T>>();
  return (subject) => {
    const pending = parsed.get(subject) ?? parse(subject);
    parsed.set(subject, pending);
    return pending;
  };
}
