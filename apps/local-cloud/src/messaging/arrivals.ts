/** Wakes everybody who waits for messages, as soon as some queue may have got one. */
export class Arrivals {
  private readonly waiting = new Set<() => void>();

  announce(): void {
    for (const wake of this.waiting) wake();
  }

  /** Resolves at the next announcement, when the time is up, or when the signal aborts; whichever is first. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });
  }
}
