import { AirlockError } from '#core';

/** Less than a connection lives whose body is half read (15 s without a byte): a message waits better in its queue. */
const MAX_WAIT_MILLISECONDS = 10_000;

/** What only one may have at a time; the others wait for it in the order in which they asked. */
export class Turn {
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly maxWaitMilliseconds = MAX_WAIT_MILLISECONDS) {}

  /**
   * Resolves to what gives it to the next. Whoever gives up waiting gives up the place in the queue.
   * @throws the signal's reason, or AirlockError `undecidable` when it takes too long
   */
  async take(signal: AbortSignal): Promise<() => void> {
    const before = this.last;
    let pass = (): void => undefined;
    this.last = new Promise<void>((resolve) => (pass = resolve));
    try {
      await this.wait(before, signal);
    } catch (error) {
      void before.then(pass);
      throw error;
    }
    return pass;
  }

  private async wait(pending: Promise<void>, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const given = Promise.withResolvers<never>();
    const abort = (): void => given.reject(signal.reason);
    const tire = (): void => given.reject(new AirlockError('undecidable', 'other objects need the memory'));
    const timer = setTimeout(tire, this.maxWaitMilliseconds);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await Promise.race([pending, given.promise]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  }
}
