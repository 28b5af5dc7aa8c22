import type { Delivery } from '../delivery/delivery.js';

/** The messages in hand, at most `capacity` of them: each keeps its own place until it is settled. */
export class InFlight {
  private readonly deliveries = new Set<Delivery>();
  private readonly waiting = new Set<() => void>();

  constructor(private readonly capacity: number) {}

  get free(): number {
    return this.capacity - this.deliveries.size;
  }

  /** @param onBroken a settlement is not supposed to reject; its slot is freed all the same. */
  add(delivery: Delivery, onBroken: (error: unknown) => void): void {
    this.deliveries.add(delivery);
    const done = delivery.run().catch(onBroken);
    void done.then(() => {
      this.deliveries.delete(delivery);
      for (const wake of this.waiting) wake();
    });
  }

  /** Resolves when there is a free slot, or the signal aborts. */
  async untilFree(signal: AbortSignal): Promise<void> {
    while (this.free <= 0 && !signal.aborted) await this.change(signal);
  }

  /** Resolves when nothing is in flight, or the time is over. */
  async untilIdle(capMilliseconds: number): Promise<void> {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), capMilliseconds);
    while (this.deliveries.size > 0 && !over.signal.aborted) await this.change(over.signal);
    clearTimeout(timer);
  }

  abort(): void {
    for (const delivery of this.deliveries) delivery.abort();
  }

  abortWaiting(): void {
    for (const delivery of this.deliveries) delivery.abortUnlessBegun();
  }

  abandon(): void {
    for (const delivery of this.deliveries) delivery.abandon();
  }

  private change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
