import { Cast } from '../process/cast.js';
import { realPrograms } from '../process/programs.js';
import { statusOf } from '../world/invariants.js';
import { isAtRest } from '../world/rest.js';
import type { Setting } from '../world/setting.js';
import { Simulation } from '../world/simulation.js';
import { fingerprint, type World } from '../world/world.js';
import { Graph } from './graph.js';
import { decisionsOf, taken, type Violation, wrongWith } from './step.js';

export const NEVER_RESTS = 'it can never come to rest';

export interface Exploration {
  readonly worlds: number;
  readonly decisions: number;
  /** The verdicts with which it may come to rest. */
  readonly endings: ReadonlySet<string>;
  readonly violation?: Violation;
}

/** A world that was reached, and by which decisions: the last one first. */
interface Reached {
  readonly number: number;
  readonly label: string;
  readonly before: Reached | undefined;
}

/**
 * Every schedule of a setting, breadth first, so that a counterexample is a shortest one. Worlds that no decision can
 * tell apart are visited once. From each of them it must be possible to come to rest.
 */
export async function explore(setting: Setting): Promise<Exploration> {
  const simulation = new Simulation(setting, new Cast({ ...realPrograms, ...setting.programs }));
  const start = simulation.start();
  const first: Reached = { number: 0, label: '', before: undefined };
  const seen = new Map([[fingerprint(start), first]]);
  const graph = new Graph();
  const resting: number[] = [];
  const endings = new Set<string>();
  let decisions = 0;
  const explored = (problem?: string, reached?: Reached): Exploration => ({
    worlds: seen.size,
    decisions,
    endings,
    ...(problem === undefined ? {} : { violation: { problem, schedule: scheduleOf(reached) } }),
  });
  let frontier: (readonly [World, Reached])[] = [[start, first]];
  while (frontier.length > 0) {
    const next: typeof frontier = [];
    for (const [world, before] of frontier) {
      if (isAtRest(world, setting)) {
        resting.push(before.number);
        endings.add(statusOf(world.verdict) ?? 'undecided');
      }
      for (const choice of decisionsOf(simulation, world)) {
        decisions++;
        const result = taken(choice);
        const after = result instanceof Promise ? await result : result;
        const problem = wrongWith(simulation, after, world);
        const key = fingerprint(after);
        const known = seen.get(key);
        const reached = known ?? { number: seen.size, label: choice.label, before };
        if (problem !== undefined) return explored(problem, { ...reached, label: choice.label, before });
        graph.add(before.number, reached.number);
        if (known !== undefined) continue;
        seen.set(key, reached);
        next.push([after, reached]);
      }
    }
    frontier = next;
  }
  const trap = graph.trap(seen.size, resting);
  return trap === undefined ? explored() : explored(NEVER_RESTS, [...seen.values()][trap]);
}

function scheduleOf(reached: Reached | undefined): string[] {
  const labels: string[] = [];
  for (let at = reached; at?.before !== undefined; at = at.before) labels.push(at.label);
  return labels.reverse();
}
