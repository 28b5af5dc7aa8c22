import {
  type Clock,
  AirlockError,
  cleanKey,
  incomingKey,
  MAX_DELAY_SECONDS,
  type ErasedVerdict,
  type ObjectStore,
  type ScanQueue,
  type StoredVerdict,
  type UploadRef,
  type VerdictStore,
} from '#core';

/** A verdict is written once and replaced once, so losing more races than these means that something else is wrong. */
const MAX_ATTEMPTS = 5;

/**
 * Erases an upload, whether it has come or not. The verdict comes first: from then on whoever settles the upload
 * deletes it. A second call deletes again, since the first may have died halfway, and asks for nothing more: what the
 * first one asked for before it decided is still to come.
 */
export class Erase {
  constructor(
    private readonly verdicts: VerdictStore,
    private readonly objects: ObjectStore,
    private readonly queue: ScanQueue,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  async run(ref: UploadRef): Promise<void> {
    const stored = await this.verdicts.find(ref);
    if (stored?.verdict.status === 'erased') return this.delete(ref);
    await this.settleLater(ref); // if this process dies behind the verdict, nobody else would know that it is owed
    await this.decide(ref, stored);
    await this.delete(ref);
    await this.settleLater(ref); // a copy or a PUT that was under way may land until then
  }

  private async delete(ref: UploadRef): Promise<void> {
    await this.objects.delete(cleanKey(ref));
    await this.objects.delete(incomingKey(ref));
  }

  private async settleLater(ref: UploadRef): Promise<void> {
    await this.queue.request(ref, MAX_DELAY_SECONDS);
  }

  /** Writes `erased` without filename and metadata, over whatever was decided. */
  private async decide(ref: UploadRef, found: StoredVerdict | undefined): Promise<void> {
    const erased: ErasedVerdict = { schema: 1, status: 'erased', erasedAt: this.clock.now().toISOString() };
    let stored = found;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const written =
        stored === undefined
          ? await this.verdicts.create(ref, erased)
          : await this.verdicts.replace(ref, erased, stored.etag);
      if (written === 'created' || written === 'replaced') return;
      stored = await this.verdicts.find(ref);
      if (stored?.verdict.status === 'erased') return;
    }
    throw new AirlockError(
      'dependency-unavailable',
      `the verdict of ${ref.id} changed ${MAX_ATTEMPTS} times`,
    );
  }
}
