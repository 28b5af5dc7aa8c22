/** What runs until it is told to stop. */
export interface Stoppable {
  /** True if nothing had to be killed. */
  stop(): Promise<boolean>;
  /** At once. */
  kill(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const INTERRUPTED_TWICE = 130;
/** A terminal signals everybody, and npm then passes on to this process what it has had already. */
const ECHO_MILLISECONDS = 1_000;
const PARENT_POLL_MILLISECONDS = 1_000;

/**
 * Starts something and keeps this process alive until Ctrl-C, SIGTERM, a closed terminal or npm's death asks it to stop;
 * then exits with 0 if all of it stopped by itself. Asked a second time it kills. What prevents the start is printed
 * without a stack, and exits with 1.
 */
export async function inForeground(start: (signal: AbortSignal) => Promise<Stoppable>): Promise<void> {
  const asked = new AbortController();
  let askedAt = 0;
  let started: Stoppable | undefined;
  const ask = () => {
    if (asked.signal.aborted) {
      if (performance.now() - askedAt < ECHO_MILLISECONDS) return;
      started?.kill();
      process.exit(INTERRUPTED_TWICE); // what was still starting notices that this process is gone
    }
    askedAt = performance.now();
    asked.abort(new Error('asked to stop'));
  };
  for (const signal of SIGNALS) process.on(signal, ask);
  watchNpm(ask);
  try {
    started = await start(asked.signal);
    await until(asked.signal);
    process.exit((await started.stop()) ? 0 : 1);
  } catch (error) {
    if (asked.signal.aborted) process.exit(0);
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** npm passes signals on, but cannot when it is killed hard; then this process has a new parent. */
function watchNpm(ask: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const poll = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(poll);
    ask();
  }, PARENT_POLL_MILLISECONDS);
}

function until(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
