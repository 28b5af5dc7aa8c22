import type { Cast } from '../process/cast.js';
import { allConditions, type Conditions, type Setting } from './setting.js';
import type { World } from './world.js';

/** A setting with its processes. */
export class Simulation {
  readonly conditions: Conditions;

  constructor(
    readonly setting: Setting,
    readonly cast: Cast,
  ) {
    this.conditions = { ...allConditions, ...setting.conditions };
  }

  start(): World {
    const { faults = 0, duplicates = 0, losses = 0, sweeps = 0, drops = 0, erasures = 0 } = this.setting;
    return {
      incoming: undefined,
      clean: undefined,
      verdict: undefined,
      events: [],
      accepted: [],
      hasArrived: false,
      visible: [],
      delayed: [],
      dead: 0,
      processes: [],
      strays: [],
      puts: 0,
      isOld: false,
      isReplay: false,
      erasure: 'not asked',
      budget: { faults, duplicates, losses, sweeps, drops, erasures },
      sent: 0,
    };
  }
}
