import { describe, expect, it } from '@jest/globals';
import { eraseMutations } from './mutation/erase-mutations.js';
import { settingOf } from './mutation/mutation.js';
import { scanMutations } from './mutation/scan-mutations.js';
import { sweepMutations } from './mutation/sweep-mutations.js';
import { explore, NEVER_RESTS } from './schedule/explore.js';
import { replay } from './schedule/replay.js';

const MINUTE = 60_000;

describe.each([
  ['the scan', scanMutations],
  ['the eraser', eraseMutations],
  ['the sweeper', sweepMutations],
])('a mutation of %s', (_, mutations) => {
  it.each(Object.entries(mutations))(
    '%s is found, with a schedule that replays it',
    async (_, mutation) => {
      const setting = await settingOf(mutation);
      const { violation } = await explore(setting);
      expect(violation?.problem).toBe(mutation.problem);
      const { problem } = await replay(setting, violation?.schedule ?? []);
      // What can happen from there on, a replay does not tell.
      expect(problem ?? NEVER_RESTS).toBe(mutation.problem);
    },
    MINUTE,
  );
});
