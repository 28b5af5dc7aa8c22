import type { Budget, World } from './world.js';

/** One thing that may happen next. */
export interface Decision {
  /** Unique among the decisions of a world: what a printed schedule is made of. */
  readonly label: string;
  readonly take: () => World;
}

export function spent(world: World, of: keyof Budget): World {
  return { ...world, budget: { ...world.budget, [of]: world.budget[of] - 1 } };
}
