/** What only one may have at a time; the others wait for it in the order in which they asked. */
export class Turn {
  private last: Promise<void> = Promise.resolve();

  /** Resolves to what gives it to the next. @throws the signal's reason, if that comes first; the place in the queue is given up. */
  async take(signal: AbortSignal): Promise<() => void> {
    const before = this.last;
    let pass = (): void => undefined;
    this.last = new Promise<void>((resolve) => (pass = resolve));
    try {
      await unlessAborted(before, signal);
    } catch (error) {
      void before.then(pass);
      throw error;
    }
    return pass;
  }
}

async function unlessAborted(pending: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    await Promise.race([pending, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
