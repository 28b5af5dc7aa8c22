import { type Call, stepOf } from '../rig/call.js';
import type { ChaosProxy } from '../rig/chaos-proxy.js';

/** A call that is kept from taking effect until somebody lets it go. */
export interface Held {
  /** Resolves when the call was made. */
  readonly reached: Promise<void>;
  release(): void;
}

/** Holds the first call of that step about that upload: `hold(proxy, 'CopyObject clean/', id)`. */
export function hold(proxy: ChaosProxy, step: string, id: string): Held {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<undefined>();
  let isTaken = false;
  proxy.rule = (call: Call) => {
    if (isTaken || stepOf(call) !== step || !call.subject.includes(id)) return undefined;
    isTaken = true;
    reached.resolve();
    return released.promise;
  };
  return { reached: reached.promise, release: () => released.resolve(undefined) };
}
