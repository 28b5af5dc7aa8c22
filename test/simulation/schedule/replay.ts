import { Cast } from '../process/cast.js';
import { realPrograms } from '../process/programs.js';
import type { Setting } from '../world/setting.js';
import { Simulation } from '../world/simulation.js';
import type { World } from '../world/world.js';
import { decisionsOf, taken, type Violation, wrongWith } from './step.js';

/** Takes the decisions of a printed schedule, one after the other. @returns the world they lead to, and what is wrong with it */
export async function replay(
  setting: Setting,
  schedule: readonly string[],
): Promise<{ readonly world: World; readonly problem: string | undefined }> {
  const simulation = new Simulation(setting, new Cast({ ...realPrograms, ...setting.programs }));
  let world = simulation.start();
  let problem: string | undefined;
  for (const [index, label] of schedule.entries()) {
    const choices = decisionsOf(simulation, world);
    const choice = choices.find((decision) => decision.label === label);
    if (choice === undefined)
      throw new Error(
        `decision ${index}, "${label}", cannot be taken; what can: ${choices.map((other) => other.label).join('; ')}`,
      );
    const before = world;
    world = await taken(choice);
    problem = wrongWith(simulation, world, before);
  }
  return { world, problem };
}

/** Says what is wrong in words that can be pasted into a test. */
export function describeViolation(setting: Setting, { problem, schedule }: Violation): string {
  const decisions = schedule.map((label) => `  ${JSON.stringify(label)},`).join('\n');
  return `${problem}\nawait replay(${JSON.stringify(setting)}, [\n${decisions}\n]);`;
}
