import type { Policy, Rejection, RejectionCode, Warning } from '#core';
import type { CheckResult } from './check.js';

/** More of the same would only make a verdict long. */
const MAX_WARNINGS = 32;

export function isTolerated(policy: Policy, code: RejectionCode): boolean {
  return (policy.allow as readonly string[] | undefined)?.includes(code) ?? false;
}

/** For a check that can find several things: a tolerated one must not hide the next, which may not be. */
export class Findings {
  private first?: Rejection;
  private readonly tolerated = new Map<string, Warning>();

  constructor(private readonly policy: Policy) {}

  get rejection(): Rejection | undefined {
    return this.first;
  }

  reject(code: RejectionCode, detail: string): void {
    if (isTolerated(this.policy, code)) this.warn(code, detail);
    else this.first ??= { code, detail };
  }

  warn(code: string, detail: string): void {
    if (this.tolerated.size < MAX_WARNINGS) this.tolerated.set(`${code}\0${detail}`, { code, detail });
  }

  result(): CheckResult {
    return { rejection: this.first, warnings: [...this.tolerated.values()] };
  }
}
