import { Injectable } from '@nestjs/common';
import { Clock, ScanQueue, type Upload, type UploadRef } from '#core';
import { UploadStatus } from './upload-status.js';

/** What S3's own notification is given before it counts as late; it usually takes less than a second. */
export const NOTIFICATION_GRACE_MILLISECONDS = 30_000;

/** One scan is asked for in this time, however often clients say that they are done: a backlog must not feed itself. */
export const ASK_AGAIN_MILLISECONDS = 60_000;
/** Uploads that are remembered for it; past that the oldest may be asked for sooner. */
export const MAX_ASKED = 10_000;

/** The client says it is done. Never required, but it rescues an upload whose notification was lost before the sweeper does. */
@Injectable()
export class Complete {
  /** When which upload was asked for, the oldest first. */
  private readonly asked = new Map<string, number>();

  constructor(
    private readonly uploads: UploadStatus,
    private readonly queue: ScanQueue,
    private readonly clock: Clock,
  ) {}

  async run(ref: UploadRef, waitSeconds: number, gone: AbortSignal): Promise<Upload> {
    const { upload, arrivedAt } = await this.uploads.look(ref);
    if (arrivedAt !== undefined && this.isLate(arrivedAt)) await this.ask(ref);
    return this.uploads.settle(ref, upload, waitSeconds, gone);
  }

  private async ask(ref: UploadRef): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - (this.asked.get(ref.id) ?? -Infinity) < ASK_AGAIN_MILLISECONDS) return;
    await this.queue.request(ref, 0);
    this.asked.delete(ref.id);
    this.asked.set(ref.id, now);
    const [oldest] = this.asked.keys();
    if (this.asked.size > MAX_ASKED && oldest !== undefined) this.asked.delete(oldest);
  }

  private isLate(arrivedAt: Date): boolean {
    return this.clock.now().getTime() - arrivedAt.getTime() > NOTIFICATION_GRACE_MILLISECONDS;
  }
}
