import { expect } from '@jest/globals';
import type { ChaosProxy } from '../rig/chaos-proxy.js';
import type { Running } from '../../../tools/stack/running.js';
import { eventually } from '../../e2e/support/eventually.js';
import { Steps } from './steps.js';

/**
 * Kills an app when it stands before all of these calls: of the calls about an upload, by its id, the one of that
 * number. None of them takes effect.
 */
export async function killAt(
  proxy: ChaosProxy,
  points: ReadonlyMap<string, number>,
  begin: () => Promise<Running>,
): Promise<void> {
  const steps = new Steps(points.keys());
  const held = Promise.withResolvers<undefined>();
  const reached = new Set<string>();
  proxy.rule = (call) => {
    const step = steps.take(call);
    if (step === undefined || step.number !== points.get(step.id)) return undefined;
    reached.add(step.id);
    return held.promise;
  };
  const app = await begin();
  await eventually('every point to be reached', () => (reached.size === points.size ? true : undefined));
  app.kill();
  expect(await app.ended).toBe('SIGKILL');
  await eventually('its calls to break off', () => (proxy.inFlight.size === 0 ? true : undefined));
  held.resolve(undefined); // nobody is left to make them
  proxy.rule = () => undefined;
}
