import type { Fault, Rule } from '../faults/rig/chaos-proxy.js';
import { pick } from '../faults/rig/random.js';
import type { System } from '../faults/rig/system.js';
import type { Environment } from '../../tools/stack/environment.js';
import type { Running } from '../../tools/stack/running.js';

const FAULT_SHARE = 0.03;
const FAULTS: readonly [Fault, ...Fault[]] = [
  'reset',
  'internal-error',
  'slow-down',
  'truncated',
  'lost-answer',
  { latencyMilliseconds: 300 },
];
/** Between two kills: counted in uploads, so that a slow machine kills no more than a fast one. */
const FEWEST_UPLOADS = 20;
const MOST_UPLOADS = 80;
const SCANNERS = 2;

/** Some calls meet a fault, whichever they are. */
export function randomFaults(random: () => number): Rule {
  return () => (random() < FAULT_SHARE ? pick(random, FAULTS) : undefined);
}

/** Scanners that are killed at random, in the midst of their work, and started again. */
export class MortalScanners {
  kills = 0;
  private readonly scanners: Promise<Running>[];
  private nextKill: number;

  constructor(
    private readonly system: System,
    private readonly random: () => number,
    private readonly environment: Environment,
  ) {
    this.scanners = Array.from({ length: SCANNERS }, () => this.born());
    this.nextKill = this.after(0);
  }

  /** So many uploads were decided: now and then a scanner dies for it. */
  onSent(count: number): void {
    if (count < this.nextKill) return;
    this.nextKill = this.after(count);
    const chosen = Math.floor(this.random() * SCANNERS);
    this.scanners[chosen] = this.handled(this.scanners[chosen]?.then((scanner) => this.reborn(scanner)));
  }

  /** Resolves when all of them are up again. */
  async areUp(): Promise<void> {
    await Promise.all(this.scanners);
  }

  private after(count: number): number {
    return count + FEWEST_UPLOADS + Math.floor(this.random() * (MOST_UPLOADS - FEWEST_UPLOADS));
  }

  private async reborn(scanner: Running): Promise<Running> {
    scanner.kill();
    await scanner.ended;
    this.kills++;
    return this.born();
  }

  private born(): Promise<Running> {
    return this.handled(this.system.runAnother('scanner', this.environment));
  }

  /** That one could not start is told by {@link areUp}, not by the end of this process. */
  private handled(starting: Promise<Running> | undefined): Promise<Running> {
    if (starting === undefined) throw new RangeError('no such scanner');
    starting.catch(() => undefined);
    return starting;
  }
}
