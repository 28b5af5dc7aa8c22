import { reject, type FindingCode, type Policy, type Rejection, type Warning } from '#core';
import type { CheckResult } from './check.js';

/** More of the same would only make a verdict long. */
const MAX_WARNINGS = 32;

/** Active content as a whole, or of its kind. */
export function isTolerated({ allow = [] }: Policy, { code, kind }: Rejection): boolean {
  return allow.some((tolerated) => tolerated === code || tolerated === kind);
}

/** For a check that can find several things: a tolerated one must not hide the next, which may not be. */
export class Findings {
  private first?: Rejection;
  private readonly tolerated = new Map<string, Warning>();

  constructor(private readonly policy: Policy) {}

  get rejection(): Rejection | undefined {
    return this.first;
  }

  reject(code: FindingCode, detail: string): void {
    this.take(reject(code, detail));
  }

  take(rejection: Rejection): void {
    if (isTolerated(this.policy, rejection)) this.keep(rejection);
    else this.first ??= rejection;
  }

  warn(code: string, detail: string): void {
    this.keep({ code, detail });
  }

  private keep(warning: Warning): void {
    if (this.tolerated.size < MAX_WARNINGS) this.tolerated.set(`${warning.code}\0${warning.detail}`, warning);
  }

  result(): CheckResult {
    return { rejection: this.first, warnings: [...this.tolerated.values()] };
  }
}
