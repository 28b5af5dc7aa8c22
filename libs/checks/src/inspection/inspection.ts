import { reject, type Declaration, type Policy, type Rejection } from '#core';
import { BudgetExceeded } from '../reading/budget-exceeded.js';
import type { ReadUsage } from '../reading/budgeted-source.js';
import type { CheckResult, Subject } from './check.js';
import { checksOf, wholeObjectChecksOf } from './checks-of.js';
import { CustomCheckRunner } from './custom-check-runner.js';
import type { CustomCheck } from '#custom-check';
import type { MediaType } from './media-type.js';
import { Judgement, type InspectionResult } from './judgement.js';
import { findMediaType, MEDIA_TYPES } from './media-types.js';
import { withShare } from '../reading/memory/share.js';
import { Turn } from '../reading/memory/turn.js';
import { maxSteps, Pace } from '../reading/pace.js';
import { RangeReader } from '../reading/range-reader.js';
import { leastOf, type RangeSource, type ReadBudget } from '../reading/range-source.js';
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
  /** Work for one object. Default: what its size allows. */
  readonly maxSteps?: number;
  /** For whom one share of memory is too small. Given, it is one for several inspections of a process. */
  readonly turn?: Turn;
  readonly onCheck?: (trace: CheckTrace) => void;
}

/** Judges objects. One for many, also at once: all it knows of an object lives in the call. */
export class Inspection {
  private readonly turn: Turn;
  private readonly customChecks: readonly CustomCheckRunner[];

  constructor(private readonly options: InspectionOptions = {}) {
    this.turn = options.turn ?? new Turn();
    this.customChecks = (options.customChecks ?? []).map((check) => new CustomCheckRunner(check));
  }

  /** @throws only what the source or the signal throws, or a custom check that failed; a bad object is a value. */
  async run(subject: InspectionSubject, signal: AbortSignal): Promise<InspectionResult> {
    const judgement = new Judgement(subject.policy);
    try {
      const accepted = await this.judge(subject, judgement, signal);
      if (accepted !== undefined) return accepted;
    } catch (error) {
      if (!(error instanceof BudgetExceeded)) throw error;
      judgement.refuse(reject('unverifiable', error.message));
    }
    return judgement.rejected();
  }

  private async judge(
    object: InspectionSubject,
    judgement: Judgement,
    signal: AbortSignal,
  ): Promise<InspectionResult | undefined> {
    const { contentType } = object.declaration;
    const mediaType = findMediaType(contentType, this.options.mediaTypes ?? MEDIA_TYPES);
    const pace = new Pace(signal, this.options.maxSteps ?? maxSteps(object.size));
    await withShare(this.turn, pace, signal, (memory) => {
      const budget =
        mediaType === undefined ? NOTHING : leastOf(mediaType.reads(object.size), object.policy.reads);
      const reader = new RangeReader(object.source, budget, pace, signal, memory);
      return this.checkType({ ...object, reader, pace, memory }, mediaType, judgement);
    });
    if (mediaType === undefined) judgement.refuse(reject('unverifiable', `no check knows ${contentType}`));
    if (mediaType === undefined || judgement.isRejected || judgement.isAnother(mediaType)) return undefined;
    for (const custom of this.customChecks) {
      const { name, contentTypes, reads = wholeOnce(object.size) } = custom.check;
      if (contentTypes?.includes(mediaType.mediaType) === false) continue;
      const result = await withShare(this.turn, pace, signal, async (memory) => {
        const reader = new RangeReader(object.source, reads, pace, signal, memory);
        const started = performance.now();
        const subject = { ...object, contentType: mediaType.mediaType, reader };
        const answer = await custom.run(subject, signal);
        this.trace(`custom:${name}`, performance.now() - started, NOTHING, reader, answer);
        return answer;
      });
      if (judgement.takes(result)) return undefined;
    }
    return judgement.accepted(mediaType, object.declaration);
  }

  /** All that Airlock itself asks of the object, up to the first rejection. */
  private async checkType(
    subject: Subject,
    mediaType: MediaType | undefined,
    judgement: Judgement,
  ): Promise<void> {
    const { reader, pace } = subject;
    for (const check of checksOf(mediaType)) {
      await pace.breathe();
      const started = performance.now();
      const before = reader.usage;
      const result = await check.run(subject);
      this.trace(check.name, performance.now() - started, before, reader, result);
      if (judgement.takes(result)) return;
    }
    if (mediaType === undefined) return;
    if ((mediaType.wholeObjectChecks ?? []).length === 0 && !reader.isWhole) return;
    let before = reader.usage;
    const checks = wholeObjectChecksOf(mediaType);
    const results = wholeObjectPass(checks, subject, (result) => judgement.takes(result));
    for await (const { name, result, milliseconds } of results) {
      this.trace(name, milliseconds, before, reader, result);
      before = reader.usage;
    }
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

const NOTHING: ReadBudget = { requests: 0, bytes: 0 };
const wholeOnce = (size: number): ReadBudget => ({ requests: 4, bytes: size });
