import { type Call, stepOf } from '../rig/call.js';
import type { Fault } from '../rig/chaos-proxy.js';

/** As often as the SDK tries, so that whoever called has to cope. */
const ATTEMPTS = 3;
/** Copies, and answers that were cut short, are not asked for again. */
const timesOf = (fault: Fault, step: string): number =>
  fault === 'truncated' || step.startsWith('CopyObject') ? 1 : ATTEMPTS;

/** For {@link Plan.add}: calls that are about nothing in particular. */
export const ANYTHING = '';

interface Due {
  readonly step: string;
  readonly fault: Fault;
  skipped: number;
  left: number;
  isMet: boolean;
}

/** Which calls of an app are to meet a fault, and which calls it makes at all: the rule of a proxy. */
export class Plan {
  /** Every kind of call there was; and those of them that met a fault. */
  readonly seen = new Set<string>();
  readonly met = new Set<string>();
  private readonly due = new Map<string, Due[]>();

  /**
   * Of the calls about an upload, the next one of that step, or one later for each of `skipped`. Several faults for one
   * upload come one after another.
   */
  add(about: string, step: string, fault: Fault, skipped = 0): void {
    const due = { step, fault, skipped, left: timesOf(fault, step), isMet: false };
    this.due.set(about, [...(this.due.get(about) ?? []), due]);
  }

  /** Whose call never came. */
  get unmet(): string[] {
    return [...this.due].flatMap(([about, dues]) =>
      dues.filter(({ isMet }) => !isMet).map(({ step }) => `${step} about ${about}`),
    );
  }

  /** No more faults are to come for these calls. */
  isOver(about: string): boolean {
    return (this.due.get(about) ?? []).every(({ left }) => left === 0);
  }

  readonly rule = (call: Call): Fault | undefined => {
    const step = stepOf(call);
    this.seen.add(step);
    const due = this.next(call, step);
    if (due === undefined) return undefined;
    if (due.skipped > 0) return void due.skipped--;
    due.left--;
    due.isMet = true;
    this.met.add(step);
    return due.fault;
  };

  private next({ subject }: Call, step: string): Due | undefined {
    for (const [about, dues] of this.due) {
      if (!subject.includes(about)) continue;
      const left = dues.filter((due) => due.left > 0);
      const due = about === ANYTHING ? left.find((any) => any.step === step) : left[0];
      if (due?.step === step) return due;
    }
    return undefined;
  }
}
