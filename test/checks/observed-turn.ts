import { Turn } from '#checks';

/** Counts who had it, and how many had it at once: an operator sees no more of it than that objects wait. */
export class ObservedTurn extends Turn {
  taken = 0;
  atOnce = 0;
  mostAtOnce = 0;

  override async take(signal: AbortSignal): Promise<() => void> {
    const pass = await super.take(signal);
    this.taken += 1;
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    return () => {
      this.atOnce -= 1;
      pass();
    };
  }
}
