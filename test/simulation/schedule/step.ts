import type { Decision } from '../world/decision.js';
import { problemOf, restProblemOf } from '../world/invariants.js';
import { moves } from '../world/moves.js';
import { advanced } from '../world/processes.js';
import { isAtRest } from '../world/rest.js';
import type { Simulation } from '../world/simulation.js';
import { surroundings } from '../world/surroundings.js';
import type { World } from '../world/world.js';

/** A property that does not hold, and how it came to that. */
export interface Violation {
  readonly problem: string;
  /** What `replay` takes. */
  readonly schedule: readonly string[];
}

/** Everything that may happen next, always in the same order. */
export function decisionsOf(simulation: Simulation, world: World): Decision[] {
  return [...moves(simulation, world), ...surroundings(simulation, world)];
}

/** The world after a decision, in which every process has gone on as far as it can. A promise only when a process does what it never did before. */
export function taken({ take }: Decision): World | Promise<World> {
  return advanced(take());
}

/** What is wrong after a decision; undefined if nothing. */
export function wrongWith({ setting }: Simulation, world: World, before: World): string | undefined {
  return problemOf(world, before) ?? (isAtRest(world, setting) ? restProblemOf(world) : undefined);
}
