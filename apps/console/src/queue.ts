/** More at once would not be faster, and a browser keeps six connections to a host at most. */
const MAX_AT_ONCE = 3;

/** Runs jobs in their order, a few at a time. */
export class Queue {
  private readonly waiting: (() => Promise<void>)[] = [];
  private running = 0;

  /** @param job never rejects */
  add(job: () => Promise<void>): void {
    this.waiting.push(job);
    this.next();
  }

  private next(): void {
    const job = this.running < MAX_AT_ONCE ? this.waiting.shift() : undefined;
    if (job === undefined) return;
    this.running++;
    void job().finally(() => {
      this.running--;
      this.next();
    });
  }
}
