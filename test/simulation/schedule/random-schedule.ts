import type { Cast } from '../process/cast.js';
import type { Decision } from '../world/decision.js';
import { isAtRest } from '../world/rest.js';
import type { Setting } from '../world/setting.js';
import { Simulation } from '../world/simulation.js';
import { NEVER_RESTS } from './explore.js';
import type { Random } from './prng.js';
import { decisionsOf, taken, type Violation, wrongWith } from './step.js';

/** Far above what the budget of any setting allows. */
const MAX_DECISIONS = 2_000;
/** How much likelier than the average a decision may be, or less likely. */
const MAX_BIAS = 20;

export interface Ending {
  readonly schedule: readonly string[];
  readonly violation?: Violation;
}

/** One schedule of a setting, to its end. */
export async function randomSchedule(setting: Setting, cast: Cast, random: Random): Promise<Ending> {
  const simulation = new Simulation(setting, cast);
  const weightOf = weights(random);
  const schedule: string[] = [];
  let world = simulation.start();
  while (schedule.length < MAX_DECISIONS) {
    const choices = decisionsOf(simulation, world);
    const choice = drawn(choices, weightOf, random());
    if (choice === undefined)
      return isAtRest(world, setting)
        ? { schedule }
        : { schedule, violation: { problem: NEVER_RESTS, schedule } };
    const before = world;
    world = await taken(choice);
    schedule.push(choice.label);
    const problem = wrongWith(simulation, world, before);
    if (problem !== undefined) return { schedule, violation: { problem, schedule } };
  }
  return { schedule, violation: { problem: 'it never comes to an end', schedule } };
}

/** Each schedule favours some decisions and starves others: by uniform choice a stray would always land at once, and rare orders would stay rare. */
function weights(random: Random): (decision: Decision) => number {
  const known = new Map<string, number>();
  return ({ label }) => {
    const weight = known.get(label) ?? MAX_BIAS ** (2 * random() - 1);
    known.set(label, weight);
    return weight;
  };
}

function drawn(
  choices: readonly Decision[],
  weightOf: (decision: Decision) => number,
  point: number,
): Decision | undefined {
  const weighted = choices.map((choice) => ({ choice, weight: weightOf(choice) }));
  let rest = point * weighted.reduce((sum, { weight }) => sum + weight, 0);
  return weighted.find(({ weight }) => (rest -= weight) < 0)?.choice ?? choices.at(-1);
}
