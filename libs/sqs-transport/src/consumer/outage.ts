import type { QuietLog } from '../quiet-log.js';
import { capped } from '../time.js';
import { pause } from './pause.js';

const PROBE_CAP_MILLISECONDS = 10_000;

/** Something the handlers cannot do without is away. While it is, messages are better left in the queue. */
export class Outage {
  private pauses = 0;
  private hasBegun = false;

  constructor(
    private readonly probe: (signal: AbortSignal) => Promise<void>,
    private readonly log: QuietLog,
  ) {}

  get isOn(): boolean {
    return this.hasBegun;
  }

  begin(): void {
    if (!this.hasBegun) this.log.warn('a dependency failed: receiving pauses until it is back');
    this.hasBegun = true;
  }

  /** A message got through, so the next outage is a new one. A probe that passes proves less: its pauses keep growing. */
  forget(): void {
    if (!this.hasBegun) this.pauses = 0;
  }

  /** Resolves when the probe passed, or the signal aborts. */
  async end(signal: AbortSignal): Promise<void> {
    while (this.hasBegun && !signal.aborted) {
      this.pauses += 1;
      await pause(this.pauses, signal);
      if (!signal.aborted) await this.tryProbe(signal);
    }
  }

  private async tryProbe(signal: AbortSignal): Promise<void> {
    try {
      await capped(PROBE_CAP_MILLISECONDS, this.probe, signal);
      this.hasBegun = false;
      this.log.log('the dependency is back: receiving goes on');
    } catch (error) {
      if (!signal.aborted) this.log.warn('the dependency is still away', error);
    }
  }
}
