import { leakFinder } from '../../../tools/stack/leaks.js';
import type { Log } from '../../../tools/stack/program.js';

const MAX_LINES = 50_000;
const MAX_LEAKS = 10;

/** What the programs of a system said: the first of it, and what they should not have said. */
export class SystemLog {
  readonly lines: string[] = [];
  readonly leaks: string[] = [];
  private readonly isLeak: (line: string) => boolean;

  /** @param secrets that may be in no line */
  constructor(secrets: readonly string[]) {
    this.isLeak = leakFinder(secrets);
  }

  readonly append: Log = (program, line) => {
    const named = `${program} | ${line}`;
    if (this.lines.length < MAX_LINES) this.lines.push(named);
    if (this.leaks.length < MAX_LEAKS && this.isLeak(line)) this.leaks.push(named);
  };
}
