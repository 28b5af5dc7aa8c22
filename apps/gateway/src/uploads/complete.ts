import { Injectable } from '@nestjs/common';
import { ScanQueue, type Upload, type UploadRef } from '#core';
import { Clock } from '../clock.js';
import { UploadStatus } from './upload-status.js';

/** What S3's own notification is given before it counts as late; it usually takes less than a second. */
export const NOTIFICATION_GRACE_MILLISECONDS = 30_000;

/** The client says it is done. Never required, but it rescues an upload whose notification was lost before the sweeper does. */
@Injectable()
export class Complete {
  constructor(
    private readonly uploads: UploadStatus,
    private readonly queue: ScanQueue,
    private readonly clock: Clock,
  ) {}

  async run(ref: UploadRef, waitSeconds: number, gone: AbortSignal): Promise<Upload> {
    const { upload, arrivedAt } = await this.uploads.look(ref);
    if (arrivedAt !== undefined && this.isLate(arrivedAt)) await this.queue.request(ref, 0);
    return this.uploads.settle(ref, upload, waitSeconds, gone);
  }

  private isLate(arrivedAt: Date): boolean {
    return this.clock.now().getTime() - arrivedAt.getTime() > NOTIFICATION_GRACE_MILLISECONDS;
  }
}
