/** Resolves when the time is over or the signal aborts, whichever is first. Never rejects: a stop is nothing to catch. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}

/**
 * Runs a request that must end within the cap, or when `parent` aborts. The request gets a signal of its own; one that
 * ignores it is no longer waited for. (`AbortSignal.any` would leave a trace in a parent that lives as long as the process.)
 */
export async function capped<T>(
  capMilliseconds: number,
  request: (signal: AbortSignal) => Promise<T>,
  parent?: AbortSignal,
): Promise<T> {
  const own = new AbortController();
  const stop = () => own.abort(parent?.reason);
  const timer = setTimeout(
    () => own.abort(new Error(`no answer within ${capMilliseconds} ms`)),
    capMilliseconds,
  );
  parent?.addEventListener('abort', stop);
  if (parent?.aborted) stop();
  try {
    return await Promise.race([request(own.signal), rejectionOf(own.signal)]);
  } finally {
    clearTimeout(timer);
    parent?.removeEventListener('abort', stop);
  }
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail);
  });
}
