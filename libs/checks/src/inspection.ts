import { reject, type Checksum, type Declaration, type Policy, type Rejection, type Warning } from '#core';
import { BudgetExceeded } from './budget-exceeded.js';
import type { Check, CheckResult, Found, Subject } from './check.js';
import type { CustomCheck } from './custom-check.js';
import { isTolerated } from './findings.js';
import { checksum } from './generic/checksum.js';
import { declaredType } from './generic/declared-type.js';
import { emptiness } from './generic/emptiness.js';
import { extension } from './generic/extension.js';
import { pdfHeader } from './generic/pdf-header.js';
import { signature } from './generic/signature.js';
import { size } from './generic/size.js';
import { zipEndRecord } from './generic/zip-end-record.js';
import type { MediaType } from './media-type.js';
import { findMediaType, MEDIA_TYPES } from './media-types.js';
import { MAX_CPU_MILLISECONDS, Pace } from './pace.js';
import { RangeReader, type ReadUsage } from './range-reader.js';
import type { RangeSource, ReadBudget } from './range-source.js';
import { runCustomCheck } from './run-custom-check.js';
import { wholeObjectPass } from './whole-object-pass.js';

/** One object to be judged: what was claimed, and where its bytes are. */
export interface InspectionSubject {
  readonly declaration: Declaration;
  readonly policy: Policy;
  readonly storedContentType: string;
  /** Bytes, as the store counts them. */
  readonly size: number;
  readonly source: RangeSource;
}

/** A refused object, or what is known of an accepted one. */
export type InspectionResult =
  | { readonly rejection: Rejection; readonly detectedContentType?: string }
  | {
      readonly contentType: string;
      readonly checksum?: Checksum;
      readonly warnings: readonly Warning[];
      /** How a browser may be told to handle it. */
      readonly disposition: 'attachment' | 'inline';
    };

/** What one check cost; for `npm run inspect` and for logs. */
export interface CheckTrace extends ReadUsage {
  readonly check: string;
  readonly milliseconds: number;
  readonly rejection?: Rejection;
}

export interface InspectionOptions {
  readonly customChecks?: readonly CustomCheck[];
  /** Default: every type Airlock knows. */
  readonly mediaTypes?: readonly MediaType[];
  /** CPU time for one object. Default 20,000. */
  readonly maxCpuMilliseconds?: number;
  readonly onCheck?: (trace: CheckTrace) => void;
}

const BEFORE_TYPE: readonly Check[] = [emptiness, size, declaredType];

/** Judges objects. One may judge many at once: all it knows of an object lives in the call. */
export class Inspection {
  constructor(private readonly options: InspectionOptions = {}) {}

  /** @throws only what the source or the signal throws, or a custom check that failed; a bad object is a value. */
  async run(subject: InspectionSubject, signal: AbortSignal): Promise<InspectionResult> {
    const judgement = new Judgement(subject.policy);
    try {
      const accepted = await this.judge(subject, judgement, signal);
      if (accepted !== undefined) return accepted;
    } catch (error) {
      if (!(error instanceof BudgetExceeded)) throw error;
      judgement.refuse(reject('unverifiable', `could not be decided within its budget: ${error.message}`));
    }
    return judgement.rejected();
  }

  private async judge(
    object: InspectionSubject,
    judgement: Judgement,
    signal: AbortSignal,
  ): Promise<InspectionResult | undefined> {
    const { policy, declaration } = object;
    const mediaType = findMediaType(declaration.contentType, this.options.mediaTypes ?? MEDIA_TYPES);
    const pace = new Pace(signal, this.options.maxCpuMilliseconds ?? MAX_CPU_MILLISECONDS);
    const budget = mediaType === undefined ? NOTHING : leastOf(mediaType.reads(object.size), policy.reads);
    const reader = new RangeReader(object.source, budget, pace, signal);
    const subject: Subject = { ...object, reader, pace };

    for (const check of checksOf(mediaType)) {
      const started = performance.now();
      const before = reader.usage;
      const result = await check.run(subject);
      this.trace(check.name, performance.now() - started, before, reader, result);
      if (judgement.takes(result)) return undefined;
    }
    if (mediaType === undefined) {
      judgement.refuse(reject('unverifiable', `no check knows ${declaration.contentType}`));
      return undefined;
    }
    const observers = mediaType.wholeObjectChecks ?? [];
    if (observers.length > 0 || reader.isWhole) {
      let before = reader.usage;
      const results = wholeObjectPass([...observers, checksum], subject, (result) => judgement.takes(result));
      for await (const { name, result, milliseconds } of results) {
        this.trace(name, milliseconds, before, reader, result);
        before = reader.usage;
      }
    }
    if (judgement.isRejected || judgement.isAnother(mediaType)) return undefined;

    for (const custom of this.options.customChecks ?? []) {
      if (custom.contentTypes?.includes(mediaType.mediaType) === false) continue;
      const ownReader = new RangeReader(object.source, custom.reads ?? wholeOnce(object.size), pace, signal);
      const started = performance.now();
      const result = await runCustomCheck(
        custom,
        { ...object, contentType: mediaType.mediaType, reader: ownReader },
        signal,
      );
      this.trace(`custom:${custom.name}`, performance.now() - started, NOTHING, ownReader, result);
      if (judgement.takes(result)) return undefined;
    }
    return judgement.accepted(mediaType, declaration);
  }

  private trace(
    check: string,
    milliseconds: number,
    before: ReadUsage,
    reader: RangeReader,
    result: CheckResult,
  ): void {
    const { requests, bytes } = reader.usage;
    this.options.onCheck?.({
      check,
      milliseconds,
      requests: requests - before.requests,
      bytes: bytes - before.bytes,
      rejection: result.rejection,
    });
  }
}

/** What the checks of one object have said so far. */
class Judgement {
  private rejection?: Rejection;
  private found: Found = {};
  private readonly warnings: Warning[] = [];

  constructor(private readonly policy: Policy) {}

  get isRejected(): boolean {
    return this.rejection !== undefined;
  }

  refuse(rejection: Rejection): void {
    this.rejection ??= rejection;
  }

  /** True if this result ends the inspection. */
  takes({ rejection, warnings = [], found }: CheckResult): boolean {
    this.found = { ...this.found, ...found };
    this.warnings.push(...warnings);
    if (rejection === undefined) return false;
    if (isTolerated(this.policy, rejection.code)) this.warnings.push(rejection);
    else this.refuse(rejection);
    return this.isRejected;
  }

  /** The last line of defence: whatever a check found the object to be is what it was declared as. */
  isAnother({ mediaType }: MediaType): boolean {
    const { contentType } = this.found;
    if (contentType === undefined || contentType === mediaType) return false;
    this.refuse(reject('type-mismatch', `is ${contentType}, not ${mediaType}`));
    return true;
  }

  rejected(): InspectionResult {
    if (this.rejection === undefined) throw new TypeError('nothing was rejected');
    const { contentType } = this.found;
    return {
      rejection: this.rejection,
      ...(contentType === undefined ? {} : { detectedContentType: contentType }),
    };
  }

  accepted({ mediaType, disposition }: MediaType, { checksumSha256 }: Declaration): InspectionResult {
    const declared: Checksum | undefined =
      checksumSha256 === undefined ? undefined : { algorithm: 'sha256', value: checksumSha256 };
    const checksum = this.found.checksum ?? declared;
    return {
      contentType: mediaType,
      disposition,
      warnings: this.warnings,
      ...(checksum === undefined ? {} : { checksum }),
    };
  }
}

const NOTHING: ReadBudget = { requests: 0, bytes: 0 };
const wholeOnce = (size: number): ReadBudget => ({ requests: 4, bytes: size });

/** Cheap before dear: claims, the head, the type's own, then what needs the tail. */
function checksOf(mediaType: MediaType | undefined): readonly Check[] {
  if (mediaType === undefined) return BEFORE_TYPE;
  const { mayCarry = [], checks } = mediaType;
  return [
    ...BEFORE_TYPE,
    extension(mediaType),
    signature(mediaType),
    ...(mayCarry.includes('pdf-header') ? [] : [pdfHeader]),
    ...checks,
    ...(mayCarry.includes('zip-end-record') ? [] : [zipEndRecord]),
  ];
}

function leastOf(type: ReadBudget, policy: ReadBudget | undefined): ReadBudget {
  if (policy === undefined) return type;
  return { requests: Math.min(type.requests, policy.requests), bytes: Math.min(type.bytes, policy.bytes) };
}
