import type { Bucket } from '../objects/bucket.js';
import { wants } from './queue-configuration.js';
import { eventMessage, type S3Event } from './s3-event.js';

/** The queues of the same cloud, as S3 sees them. */
export interface NotifiedQueues {
  exists(queueArn: string): Promise<boolean>;
  send(queueArn: string, body: string): Promise<void>;
}

/** Tells queues what happened to objects: after the commit, and nobody waits for it. */
export class Notifier {
  private sequence = 0n;

  constructor(readonly queues: NotifiedQueues) {}

  notify(bucket: Bucket, event: S3Event): void {
    const sequencer = this.nextSequencer(event.at);
    for (const configuration of bucket.queueConfigurations) {
      if (!wants(configuration, event.name, event.key)) continue;
      const body = eventMessage(event, configuration.id, sequencer);
      setImmediate(() => {
        // A queue deleted after it was configured loses its notifications on AWS too.
        this.queues.send(configuration.queueArn, body).catch(() => undefined);
      });
    }
  }

  /** Hexadecimal of equal length, growing: comparable as text for one key, which is all S3 promises. */
  private nextSequencer(at: Date): string {
    const now = BigInt(at.getTime()) << 20n;
    this.sequence = this.sequence < now ? now : this.sequence + 1n;
    return this.sequence.toString(16).toUpperCase().padStart(18, '0');
  }
}
