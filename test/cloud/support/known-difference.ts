import { it } from '@jest/globals';
import { CLOUD } from './cloud.js';

/** A promise that AWS keeps and one of the clouds does not: run elsewhere, skipped there, with the reason in its name. */
export function knownDifference(
  cloud: 'embedded' | 'localstack',
  reason: string,
  name: string,
  test: () => Promise<void>,
): void {
  if (CLOUD === cloud) it.skip(`${name} [${cloud}: ${reason}]`, test);
  else it(name, test);
}
