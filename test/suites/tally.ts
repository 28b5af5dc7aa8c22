/** The closing line of a test run. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const LINE = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm;

/** The last tally that an output has; undefined if the run did not get that far. */
export function tallyOf(output: string): Tally | undefined {
  const last = [...output.matchAll(LINE)].at(-1);
  if (last === undefined) return undefined;
  const [passed = 0, failed = 0, skipped = 0] = last.slice(1).map((digits) => Number(digits ?? 0));
  return { passed, failed, skipped };
}

export function sum(tallies: readonly Tally[]): Tally {
  const total = (count: (tally: Tally) => number) => tallies.reduce((all, tally) => all + count(tally), 0);
  return {
    passed: total(({ passed }) => passed),
    failed: total(({ failed }) => failed),
    skipped: total(({ skipped }) => skipped),
  };
}

export function line({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
