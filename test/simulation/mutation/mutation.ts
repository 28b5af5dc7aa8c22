import type { Erase } from '../../../apps/gateway/src/uploads/erase.js';
import type { Sweep } from '../../../apps/scanner/src/sweep/sweep.js';
import type { Scan } from '../../../apps/scanner/src/scan/scan.js';
import { eraserOf, type Programs, scannerOf, sweeperOf } from '../process/programs.js';
import type { Conditions, Setting } from '../world/setting.js';
import { smallWorlds } from '../worlds.js';
import { type Edit, mutant } from './mutant.js';

/** One step or condition less, or two steps the wrong way round. */
export interface Mutation {
  /** Edits of the source of each. */
  readonly scan?: readonly Edit[];
  readonly erase?: readonly Edit[];
  readonly sweep?: readonly Edit[];
  /** What S3 no longer holds us to. */
  readonly conditions?: Partial<Conditions>;
  readonly programs?: Partial<Programs>;
  /** A world in which it shows, although the original is faultless there. */
  readonly world: keyof typeof smallWorlds;
  readonly problem: string;
}

export async function settingOf({
  scan,
  erase,
  sweep,
  conditions,
  programs,
  world,
}: Mutation): Promise<Setting> {
  const setting: Setting = smallWorlds[world];
  const scanner =
    scan && scannerOf((await mutant('apps/scanner/src/scan/scan.ts', scan)).Scan as typeof Scan);
  const eraser =
    erase && eraserOf((await mutant('apps/gateway/src/uploads/erase.ts', erase)).Erase as typeof Erase);
  const sweeper =
    sweep && sweeperOf((await mutant('apps/scanner/src/sweep/sweep.ts', sweep)).Sweep as typeof Sweep);
  return {
    ...setting,
    conditions: { ...setting.conditions, ...conditions },
    programs: {
      ...(scanner && { scanner }),
      ...(eraser && { eraser }),
      ...(sweeper && { sweeper }),
      ...programs,
    },
  };
}
