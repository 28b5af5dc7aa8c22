import { describe, expect, it } from '@jest/globals';
import { Cast } from './process/cast.js';
import { randomFrom } from './schedule/prng.js';
import { type Ending, randomSchedule } from './schedule/random-schedule.js';
import { randomSetting } from './schedule/random-setting.js';
import { describeViolation } from './schedule/replay.js';
import type { Setting } from './world/setting.js';

const SCHEDULES = Number(process.env.SIMULATION_SCHEDULES ?? 3_000);
const SEED = Number(process.env.SIMULATION_SEED ?? 1);
if (!(SCHEDULES > 0) || !Number.isInteger(SEED))
  throw new RangeError('SIMULATION_SCHEDULES and SIMULATION_SEED are whole numbers');
const HOUR = 3_600_000;

async function scheduleOf(seed: number, cast: Cast): Promise<Ending & { readonly setting: Setting }> {
  const random = randomFrom(seed);
  const setting = randomSetting(random);
  return { setting, ...(await randomSchedule(setting, cast, random)) };
}

describe('random schedules of larger worlds', () => {
  it(
    `keep what is promised, all ${SCHEDULES} from seed ${SEED}`,
    async () => {
      const cast = new Cast();
      for (let seed = SEED; seed < SEED + SCHEDULES; seed++) {
        const { setting, violation } = await scheduleOf(seed, cast);
        if (violation !== undefined)
          throw new Error(`SIMULATION_SEED=${seed}: ${describeViolation(setting, violation)}`);
      }
    },
    HOUR,
  );

  it('are the same again for the same seed', async () => {
    expect(await scheduleOf(SEED, new Cast())).toEqual(await scheduleOf(SEED, new Cast()));
  });
});
