import {
  AirlockError,
  cleanKey,
  incomingKey,
  MAX_DELAY_SECONDS,
  type ErasedVerdict,
  type ObjectStore,
  type ScanQueue,
  type UploadRef,
  type VerdictStore,
} from '#core';
import type { Clock } from '../clock.js';

/** A verdict is written once and replaced once, so losing more races than these means that something else is wrong. */
const MAX_ATTEMPTS = 5;

/**
 * Erases an upload, whether it has come or not. The verdict comes first: from then on whoever settles the upload
 * deletes it. Every step may be repeated, and a second call repeats all of them, since the first may have died halfway.
 */
export class Erase {
  constructor(
    private readonly verdicts: VerdictStore,
    private readonly objects: ObjectStore,
    private readonly queue: ScanQueue,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  async run(ref: UploadRef): Promise<void> {
    await this.settleLater(ref); // if this process dies behind the verdict, nobody else would know that it is owed
    await this.decide(ref);
    await this.objects.delete(cleanKey(ref));
    await this.objects.delete(incomingKey(ref));
    await this.settleLater(ref); // a copy or a PUT that was under way may land until then
  }

  private async settleLater(ref: UploadRef): Promise<void> {
    await this.queue.request(ref, MAX_DELAY_SECONDS);
  }

  /** Writes `erased` without filename and metadata, over whatever was decided. */
  private async decide(ref: UploadRef): Promise<void> {
    const erased: ErasedVerdict = { schema: 1, status: 'erased', erasedAt: this.clock.now().toISOString() };
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if ((await this.verdicts.create(ref, erased)) === 'created') return;
      const stored = await this.verdicts.find(ref);
      if (stored === undefined) continue; // deleted between the two requests: create it after all
      if (stored.verdict.status === 'erased') return;
      if ((await this.verdicts.replace(ref, erased, stored.etag)) === 'replaced') return;
    }
    throw new AirlockError(
      'dependency-unavailable',
      `the verdict of ${ref.id} changed ${MAX_ATTEMPTS} times`,
    );
  }
}
