import { REQUEST_CAP_MILLISECONDS } from '../queue/sqs-queue.js';
import { sleep } from '../time.js';

/** Two extensions may fail before the visibility runs out. */
const BEATS_A_TIMEOUT = 3;

export interface HeartbeatOptions {
  readonly visibilityTimeoutSeconds: number;
  readonly extend: (capMilliseconds: number) => Promise<void>;
  readonly onMissed: (error: unknown) => void;
  /** No extension came through in time: somebody else may have the message now. Called once; the heartbeat is over. */
  readonly onLost: () => void;
}

/** Keeps a message out of sight for as long as it is being handled. */
export class Heartbeat {
  private readonly stopping = new AbortController();
  private readonly beating: Promise<void>;

  constructor(private readonly options: HeartbeatOptions) {
    this.beating = this.run();
  }

  /** Resolves when no extension is under way any more: a later one would undo a change of visibility. */
  stop(): Promise<void> {
    this.stopping.abort();
    return this.beating;
  }

  private async run(): Promise<void> {
    const timeout = this.options.visibilityTimeoutSeconds * 1000;
    // SQS's clock started while the answer was still on its way, so the true deadline is earlier by that.
    let deadline = performance.now() + timeout;
    for (;;) {
      await sleep(Math.min(timeout / BEATS_A_TIMEOUT, deadline - performance.now()), this.stopping.signal);
      if (this.stopping.signal.aborted) return;
      const sentAt = performance.now();
      if (sentAt < deadline && (await this.beat(deadline - sentAt))) deadline = sentAt + timeout;
      if (performance.now() >= deadline) return this.options.onLost();
    }
  }

  private async beat(remainingMilliseconds: number): Promise<boolean> {
    try {
      await this.options.extend(Math.min(remainingMilliseconds, REQUEST_CAP_MILLISECONDS));
      return true;
    } catch (error) {
      // Once stopped it does not matter; the message may be deleted already.
      if (!this.stopping.signal.aborted) this.options.onMissed(error);
      return false;
    }
  }
}
