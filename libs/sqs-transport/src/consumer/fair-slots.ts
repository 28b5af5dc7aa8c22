interface Waiting {
  readonly group: string;
  readonly start: () => void;
}

/**
 * So many handlers at once, shared among groups of messages. Who waits is started in the order of arrival, those first
 * whose group has least; a group has more than half of the slots only while no other waits, and never the last free one,
 * so that whoever comes next is started at once.
 */
export class FairSlots {
  private readonly half: number;
  /** By group; those that run nothing are not in it. */
  private readonly running = new Map<string, number>();
  /** In a Set, what was added first comes first. */
  private readonly waiting = new Set<Waiting>();

  constructor(private readonly slots: number) {
    this.half = Math.max(1, Math.floor(slots / 2));
  }

  /** Runs `work` when it is the group's turn. @throws the signal's reason when it aborts before that */
  async run<T>(group: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.turn(group, signal);
    try {
      return await work();
    } finally {
      this.leave(group);
    }
  }

  private async turn(group: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const given = Promise.withResolvers<void>();
    const waiting: Waiting = { group, start: given.resolve };
    const giveUp = (): void => {
      if (this.waiting.delete(waiting)) given.reject(signal.reason);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    this.waiting.add(waiting);
    this.fill();
    await given.promise.finally(() => signal.removeEventListener('abort', giveUp));
  }

  private leave(group: string): void {
    const left = this.runningOf(group) - 1;
    if (left === 0) this.running.delete(group);
    else this.running.set(group, left);
    this.fill();
  }

  private fill(): void {
    for (let next = this.next(); next !== undefined; next = this.next()) {
      this.waiting.delete(next);
      this.running.set(next.group, this.runningOf(next.group) + 1);
      next.start();
    }
  }

  private next(): Waiting | undefined {
    const free = this.slots - [...this.running.values()].reduce((sum, count) => sum + count, 0);
    let next: Waiting | undefined;
    for (const waiting of this.waiting)
      if (next === undefined || this.runningOf(waiting.group) < this.runningOf(next.group)) next = waiting;
    if (next === undefined) return undefined;
    return free > (this.runningOf(next.group) < this.half ? 0 : 1) ? next : undefined;
  }

  private runningOf(group: string): number {
    return this.running.get(group) ?? 0;
  }
}
