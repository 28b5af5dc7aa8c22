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

/** Past this many waiting messages a sweep adds none: what waits in the queue is not lost. */
export const MAX_QUEUE_DEPTH = 1000;

/** A pass looks for what has reached an age in this time. */
export interface Window {
  /** When the last pass began: only what came due since then is asked for again. */
  readonly since: Date;
  readonly now: Date;
  /** The key after which to go on. */
  readonly after?: string;
}

/** What keeps a pass slow, and ends it. */
export interface Pacing {
  /** Awaited before every request, so that a pass spends a bounded number of them a minute. */
  readonly pace: () => Promise<void>;
  readonly signal: AbortSignal;
}

export interface Swept {
  /** How many scans were asked for. */
  readonly requested: number;
  /** What the queue had no room for: the next pass goes on there, so that nothing is forgotten or asked for twice. */
  readonly rest?: Window;
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

  async run(window: Window, pacing: Pacing): Promise<Swept> {
    let requested = 0;
    let { after } = window;
    do {
      await pacing.pace();
      const page = await this.objects.list(INCOMING_PREFIX, {
        ...(after === undefined ? {} : { after }),
        signal: pacing.signal,
      });
      const due = page.objects.flatMap((object) => this.due(object, window));
      const asked = due.length === 0 ? due : await this.request(due, window.now, pacing);
      requested += asked.length;
      if (asked.length < due.length)
        return { requested, rest: { ...window, after: asked.at(-1)?.key ?? after } };
      after = page.next;
    } while (after !== undefined);
    return { requested };
  }

  private due({ key, lastModified }: ListedObject, { since, now }: Window): Due[] {
    const upload = parseIncomingKey(key);
    const age = (at: Date): number => (at.getTime() - lastModified.getTime()) / 1000;
    if (upload === undefined || !isDue(this.schedule, age(since), age(now))) return [];
    return [{ key, upload, isGivenUp: age(now) >= this.schedule.giveUpSeconds }];
  }

  /** Those of them that there was room for: the first ones. */
  private async request(due: readonly Due[], now: Date, { pace, signal }: Pacing): Promise<readonly Due[]> {
    await pace();
    const room = due.slice(0, Math.max(0, MAX_QUEUE_DEPTH - (await this.queue.depth(signal))));
    for (const { upload, isGivenUp } of room) {
      if (isGivenUp) {
        await pace();
        await this.giveUp(upload, now, signal);
      }
      await pace();
      await this.queue.request(upload, 0, signal);
    }
    return room;
  }

  /** Whatever keeps a scan from deciding, every upload ends in one verdict; the scan then finds it, announces it and deletes the object. */
  private async giveUp(upload: UploadRef, now: Date, signal: AbortSignal): Promise<void> {
    const rejection = reject('unverifiable', 'No scan could decide in time.');
    await this.verdicts.create(
      upload,
      { schema: 1, status: 'rejected', rejection, scannedAt: now.toISOString() },
      signal,
    );
  }
}

interface Due {
  readonly key: string;
  readonly upload: UploadRef;
  readonly isGivenUp: boolean;
}
