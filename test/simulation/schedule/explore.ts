import { Cast } from '../process/cast.js';
import { realPrograms } from '../process/programs.js';
import { statusOf } from '../world/invariants.js';
import { isAtRest } from '../world/rest.js';
import type { Setting } from '../world/setting.js';
import { Simulation } from '../world/simulation.js';
import { fingerprint, type World } from '../world/world.js';
import { decisionsOf, isStuck, taken, type Violation, wrongWith } from './step.js';

export interface Exploration {
  readonly worlds: number;
  readonly decisions: number;
  /** The verdicts with which it may come to rest. */
  readonly endings: ReadonlySet<string>;
  readonly violation?: Violation;
}

/** The decisions that led to a world, last first. */
interface Trail {
  readonly label: string;
  readonly before: Trail | undefined;
}

/**
 * Every schedule of a setting, breadth first, so that a counterexample is a shortest one. Worlds that no decision can
 * tell apart are visited once.
 */
export async function explore(setting: Setting): Promise<Exploration> {
  const simulation = new Simulation(setting, new Cast({ ...realPrograms, ...setting.programs }));
  const start = simulation.start();
  const seen = new Set([fingerprint(start)]);
  const endings = new Set<string>();
  let decisions = 0;
  const found = (problem: string, trail: Trail | undefined): Exploration => ({
    worlds: seen.size,
    decisions,
    endings,
    violation: { problem, schedule: scheduleOf(trail) },
  });
  let frontier: (readonly [World, Trail | undefined])[] = [[start, undefined]];
  while (frontier.length > 0) {
    const next: typeof frontier = [];
    for (const [world, before] of frontier) {
      const choices = decisionsOf(simulation, world);
      if (isStuck(simulation, world, choices)) return found('nothing can happen any more', before);
      for (const choice of choices) {
        decisions++;
        const result = taken(choice);
        const after = result instanceof Promise ? await result : result;
        const trail = { label: choice.label, before };
        const problem = wrongWith(simulation, after, world);
        if (problem !== undefined) return found(problem, trail);
        const key = fingerprint(after);
        if (seen.has(key)) continue;
        seen.add(key);
        if (isAtRest(after, setting)) endings.add(statusOf(after.verdict) ?? 'undecided');
        next.push([after, trail]);
      }
    }
    frontier = next;
  }
  return { worlds: seen.size, decisions, endings };
}

function scheduleOf(trail: Trail | undefined): string[] {
  const labels: string[] = [];
  for (let at = trail; at !== undefined; at = at.before) labels.push(at.label);
  return labels.reverse();
}
