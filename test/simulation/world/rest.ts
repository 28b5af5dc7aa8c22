import type { Setting } from './setting.js';
import type { World } from './world.js';

/** Nothing is under way, due or owed. */
export function isAtRest(world: World, setting: Setting): boolean {
  const { processes, strays, visible, delayed, dead, erasure } = world;
  if (processes.length + strays.length + visible.length + dead > 0) return false;
  if (delayed.length > 0 && !isUnharmed(world, setting)) return false;
  const isAskedAgain = erasure === 'owed' && setting.givesUpErasing !== true;
  return !isAskedAgain && !(setting.isSwept === true && isForgotten(world));
}

/** Delayed messages repair what faults have broken. As long as nothing has failed, nothing may depend on them. */
const isUnharmed = ({ budget }: World, { faults = 0, losses = 0 }: Setting): boolean =>
  budget.faults === faults && budget.losses === losses;

/** An object waits in `incoming/` and no message says so. */
export function isForgotten({ incoming, visible, delayed, processes }: World): boolean {
  return (
    incoming !== undefined &&
    visible.length + delayed.length === 0 &&
    processes.every(({ receiveCount }) => receiveCount === 0)
  );
}
