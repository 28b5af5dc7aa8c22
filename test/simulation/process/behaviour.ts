import { type Answer, type Answered, execute, type Standing } from './execution.js';
import type { Program } from './programs.js';

let behaviours = 0;

/**
 * A process after the answers it got so far. What it does next is a function of its program, its clock and these
 * answers, so the real code runs once for each history and the outcome is remembered: that is what makes hundreds of
 * thousands of worlds affordable.
 */
export class Behaviour {
  readonly id = behaviours++;
  /** Undefined until {@link run}. */
  standing: Standing | undefined;
  private readonly next = new Map<string, Behaviour>();

  constructor(
    private readonly program: Program,
    private readonly now: Date,
    private readonly history: readonly Answered[] = [],
  ) {}

  after(number: number, answer: Answer): Behaviour {
    const key = `${number} ${JSON.stringify(answer)}`;
    let next = this.next.get(key);
    if (next === undefined) {
      next = new Behaviour(this.program, this.now, [...this.history, { number, answer }]);
      this.next.set(key, next);
    }
    return next;
  }

  async run(): Promise<void> {
    this.standing = await execute(this.program, this.now, this.history);
  }
}
