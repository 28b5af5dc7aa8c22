import type { Fault } from '../rig/chaos-proxy.js';

const SOME: readonly Fault[] = ['internal-error', 'lost-answer', 'truncated'];
/** Longer than anybody waits for an answer, long polls and copies aside. */
const SILENCE = { latencyMilliseconds: 11_000 };
const OTHERS: readonly Fault[] = ['reset', 'slow-down', { latencyMilliseconds: 500 }, SILENCE];

/** All that may happen to a call; in a short run what has its own way of going wrong. */
export const FAULTS = process.env.LONG_TESTS === undefined ? SOME : [...SOME, ...OTHERS];

/** Without a character that would look different inside JSON. */
export const nameOf = (fault: Fault): string =>
  typeof fault === 'string' ? fault : `${fault.latencyMilliseconds}ms`;
