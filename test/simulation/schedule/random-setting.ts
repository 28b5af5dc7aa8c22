import type { Bytes, Judgement, Setting } from '../world/setting.js';
import { type Random, upTo } from './prng.js';

const JUDGEMENTS: readonly Judgement[] = ['good', 'evil', 'doubtful'];

/**
 * A setting larger than those that can be explored to the end. What may happen differs from one to the next: where
 * everything may happen at once, one repair hides that another is missing (swarm testing, Groce et al. 2012).
 */
export function randomSetting(random: Random): Setting {
  const isSwept = random() < 0.5;
  // Which loses an event where the message of a verdict is new: see brokenAssumptions.
  const overwrites = random() < 0.5;
  return {
    puts: Array.from({ length: 1 + upTo(random, 3) }, (_, put): Bytes => {
      const judgement = JUDGEMENTS[upTo(random, JUDGEMENTS.length - 1)] ?? 'good';
      return random() < 0.2 ? judgement : `${judgement} ${put}`;
    }),
    scanners: 1 + upTo(random, 2),
    faults: upTo(random, 4),
    duplicates: upTo(random, 2),
    erasures: upTo(random, 2),
    erasesQuickly: true,
    losses: isSwept ? upTo(random, 1) : 0,
    isSwept,
    sweeps: upTo(random, 1),
    growsOld: !overwrites && random() < 0.5,
    readsTwice: random() < 0.5,
    conditions: { clientNeverOverwrites: !overwrites },
    ...(!overwrites && random() < 0.3 ? { maxReceiveCount: 1 + upTo(random, 2) } : {}),
  };
}
