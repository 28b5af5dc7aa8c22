import { type Readiness, ReadinessProbe } from '#service';
import { SqsServer } from '#sqs-transport';

/** It can work while it receives from the queue and the bucket is there and fit: not versioned, or an erase would not erase. */
export class ScannerReadiness extends ReadinessProbe {
  constructor(
    private readonly server: SqsServer,
    /** Throws when the bucket is not fit. */
    private readonly probeBucket: () => Promise<void>,
  ) {
    super();
  }

  async check(): Promise<Readiness> {
    const { state } = this.server;
    if (state !== 'receiving') return { status: 'unavailable', detail: `the scan queue is ${state}` };
    try {
      await this.probeBucket();
      return { status: 'ok' };
    } catch (error) {
      return {
        status: 'unavailable',
        detail: error instanceof Error ? error.message : 'the bucket does not answer',
      };
    }
  }
}
