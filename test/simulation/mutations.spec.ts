import { describe, expect, it } from '@jest/globals';
import { eraseMutations } from './mutation/erase-mutations.js';
import { settingOf } from './mutation/mutation.js';
import { scanMutations } from './mutation/scan-mutations.js';
import { explore } from './schedule/explore.js';
import { replay } from './schedule/replay.js';

const MINUTE = 60_000;

describe.each([
  ['the scan', scanMutations],
  ['the eraser', eraseMutations],
])('a mutation of %s', (_, mutations) => {
  it.each(Object.entries(mutations))(
    '%s is found, with a schedule that replays it',
    async (_, mutation) => {
      const setting = await settingOf(mutation);
      const { violation } = await explore(setting);
      expect(violation?.problem).toBe(mutation.problem);
      const { problem } = await replay(setting, violation?.schedule ?? []);
      expect(problem).toBe(mutation.problem);
    },
    MINUTE,
  );
});
