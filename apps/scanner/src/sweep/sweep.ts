import { Injectable } from '@nestjs/common';
import {
  INCOMING_PREFIX,
  type ListedObject,
  ObjectStore,
  parseIncomingKey,
  reject,
  ScanQueue,
  type UploadRef,
  VerdictStore,
} from '#core';
import { isDue, SWEEP_SCHEDULE, type SweepSchedule } from './schedule.js';

/** Past this many messages a sweep adds none: what waits in the queue is not lost. */
export const MAX_QUEUE_DEPTH = 1000;

/** What the objects of a pass are measured against, and what keeps it slow. */
export interface SweepPass {
  /** When the last pass began: only what came due since then is asked for again. */
  readonly since: Date;
  readonly now: Date;
  /** Awaited before every request, so that a pass spends a bounded number of them a minute. */
  readonly pace: () => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Finds what a lost notification left in `incoming/`. Keeps no state and needs no leader: any number of scanners may
 * sweep, a request too many is harmless, and the cap keeps them from doubling a backlog.
 */
@Injectable()
export class Sweep {
  constructor(
    private readonly objects: ObjectStore,
    private readonly verdicts: VerdictStore,
    private readonly queue: ScanQueue,
    private readonly schedule: SweepSchedule = SWEEP_SCHEDULE,
  ) {}

  /** How many scans were asked for. */
  async run(pass: SweepPass): Promise<number> {
    const { pace, signal } = pass;
    let requested = 0;
    let after: string | undefined;
    do {
      await pace();
      const page = await this.objects.list(INCOMING_PREFIX, {
        ...(after === undefined ? {} : { after }),
        signal,
      });
      const due = page.objects.flatMap((object) => this.due(object, pass));
      if (due.length > 0) requested += await this.request(due, pass);
      after = page.next;
    } while (after !== undefined);
    return requested;
  }

  private due({ key, lastModified }: ListedObject, { since, now }: SweepPass): Due[] {
    const upload = parseIncomingKey(key);
    const age = (at: Date): number => (at.getTime() - lastModified.getTime()) / 1000;
    if (upload === undefined || !isDue(this.schedule, age(since), age(now))) return [];
    return [{ upload, isGivenUp: age(now) >= this.schedule.giveUpSeconds }];
  }

  private async request(due: readonly Due[], { pace, signal, now }: SweepPass): Promise<number> {
    await pace();
    const allowance = Math.max(0, MAX_QUEUE_DEPTH - (await this.queue.depth(signal)));
    for (const { upload, isGivenUp } of due.slice(0, allowance)) {
      await pace();
      if (isGivenUp) await this.giveUp(upload, now, signal);
      await this.queue.request(upload, 0, signal);
    }
    return Math.min(due.length, allowance);
  }

  /** Whatever keeps a scan from deciding, every upload ends in one verdict; the scan then finds it, announces it and deletes the object. */
  private async giveUp(upload: UploadRef, now: Date, signal: AbortSignal): Promise<void> {
    const rejection = reject('unverifiable', 'no scan could decide in time');
    await this.verdicts.create(
      upload,
      { schema: 1, status: 'rejected', rejection, scannedAt: now.toISOString() },
      signal,
    );
  }
}

interface Due {
  readonly upload: UploadRef;
  readonly isGivenUp: boolean;
}
