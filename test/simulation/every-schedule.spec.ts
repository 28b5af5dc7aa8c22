import { describe, expect, it } from '@jest/globals';
import { explore } from './schedule/explore.js';
import { describeViolation } from './schedule/replay.js';
import type { Setting } from './world/setting.js';
import { brokenAssumptions, largeBrokenAssumptions, largeWorlds, smallWorlds } from './worlds.js';

/** Large worlds take minutes: they are explored when a long run is asked for. */
const isLongRun = process.env.SIMULATION_SCHEDULES !== undefined;
const worlds: Record<string, Setting> = { ...smallWorlds, ...(isLongRun ? largeWorlds : {}) };
const broken: Record<string, { setting: Setting; problem: string }> = {
  ...brokenAssumptions,
  ...(isLongRun ? largeBrokenAssumptions : {}),
};
const MINUTE = 60_000;

describe('every schedule of', () => {
  it.each(Object.entries(worlds))(
    '%s keeps what is promised',
    async (_, setting) => {
      const { violation, endings } = await explore(setting);
      if (violation !== undefined) throw new Error(describeViolation(setting, violation));
      // Where nothing is ever decided, nothing is promised.
      expect(endings.size).toBeGreaterThan(1);
    },
    10 * MINUTE,
  );
});

describe('the design needs, as an assumption, that there is never', () => {
  it.each(Object.entries(broken))(
    '%s',
    async (_, { setting, problem }) => {
      const { violation } = await explore(setting);
      expect(violation?.problem).toBe(problem);
    },
    10 * MINUTE,
  );
});
