import { setImmediate } from 'node:timers';

/** The longest that one object may keep the event loop from all others, in CPU time of the thread. */
export const MAX_BLOCKED_MILLISECONDS = 25;

/** What somebody had to wait for who only wanted one turn of the event loop. */
export interface Watched<T> {
  readonly result: T;
  readonly blockedMilliseconds: number;
}

/**
 * The longest turn of the event loop meanwhile. CPU time of the thread, because a busy machine says nothing of the
 * work; what the loop itself does in between is some microseconds. `onTurn` is called in each.
 */
export async function watch<T>(work: () => Promise<T>, onTurn?: () => void): Promise<Watched<T>> {
  let blockedMilliseconds = 0;
  let isOver = false;
  let last = clocks();
  const measure = (): void => {
    const now = clocks();
    // The system counts CPU time in ticks of some milliseconds: no turn took more of it than time passed.
    blockedMilliseconds = Math.max(blockedMilliseconds, Math.min(now.cpu - last.cpu, now.wall - last.wall));
    last = now;
    onTurn?.();
    if (!isOver) setImmediate(measure);
  };
  setImmediate(measure);
  try {
    return { result: await work(), blockedMilliseconds: (measure(), blockedMilliseconds) };
  } finally {
    isOver = true;
  }
}

function clocks(): { cpu: number; wall: number } {
  const { user, system } = process.threadCpuUsage();
  return { cpu: (user + system) / 1000, wall: performance.now() };
}
